// Takes a table away: why, a yes on the phone, then its pages one after the other and the file.
import { ExportReport, GetExportPage, type ReportAsked } from "@huike/shared/report";
import { Alert, App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { makeId } from "../../api/new-id";
import { send } from "../../api/send";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

export function Export({ report }: { readonly report: ReportAsked }) {
  const w = useWords(words);
  const may = useMay(ExportReport);
  const [isOpen, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {w.csv}
      </Button>
      {isOpen && <Confirm report={report} onClose={() => setOpen(false)} />}
    </>
  );
}

function Confirm({ report, onClose }: { readonly report: ReportAsked; readonly onClose: () => void }) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  // Kept for as long as the dialog is open: an answer that was lost is asked for again.
  const [exportId] = useState(() => makeId("export"));
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const go = async () => {
    setSending(true);
    setFailure(undefined);
    const answer = await fetchExport({ exportId, report, language, why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    save(answer.value.file, answer.value.text);
    void message.success(w.exported(answer.value.rows));
    onClose();
  };
  return (
    <Modal
      open
      title={w.exportTitle}
      okText={w.ok}
      cancelText={w.cancel}
      okButtonProps={{ disabled: why.trim() === "", loading: isSending }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      {failure && <Alert type="error" showIcon title={failure} className="failure" />}
      <p>{w.exportNote}</p>
      <Input
        autoFocus
        aria-label={w.why}
        placeholder={w.why}
        maxLength={200}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
        onPressEnter={() => why.trim() !== "" && void go()}
      />
    </Modal>
  );
}

/** Undefined where the person or the phone called it off. */
async function fetchExport(request: Parameters<typeof act<typeof ExportReport>>[1]) {
  const made = await act(ExportReport, request);
  if (!made?.ok) return made;
  let text = "";
  for (let page = 0; page < made.value.pages; page++) {
    const part = await send(GetExportPage, { exportId: request.exportId, page: String(page) });
    if (!part.ok) return part;
    text += part.value.text;
  }
  return { ok: true as const, value: { ...made.value, text } };
}

function save(file: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
