// Somebody leaves: from then on no shift and no sign-in. The phone is asked.
import { ListStaff, PutStaff, type StaffRow } from "@huike/shared/staff";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

type Props = { readonly staff: StaffRow; readonly onClose: () => void };

export function Leave({ staff, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const { memberNo, name, clerkNo, role, storeIds } = staff;
  const send = async () => {
    if (role === "owner") return;
    setSending(true);
    const answer = await act(PutStaff, { memberNo, name, clerkNo, role, storeIds, state: "left", why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    message.success(w.done);
    await queries.invalidateQueries({ queryKey: keysOf(ListStaff) });
    onClose();
  };
  return (
    <Modal
      open
      title={`${w.leave} · ${name}`}
      okText={w.sure}
      cancelText={w.back}
      okButtonProps={{ danger: true, disabled: why.trim() === "", loading: isSending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <p>{w.leaveNote}</p>
      <Input
        aria-label={w.reason}
        placeholder={w.reason}
        maxLength={200}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
      />
    </Modal>
  );
}
