// 停领, 暂停使用, 作废: each says what it does before it is done, and why it was afterwards.
import type { Answer } from "@huike/shared/answer";
import type { Endpoint } from "@huike/shared/endpoint";
import {
  CloseOffer,
  FreezeOffer,
  GetOffer,
  ListOffers,
  type OfferReport,
  ReopenOffer,
  ThawOffer,
  VoidOffer,
} from "@huike/shared/offer-life";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input, Modal, Progress } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

type Verb = "close" | "reopen" | "freeze" | "thaw" | "void";
type Progressed = { readonly done: number; readonly total: number; readonly cancelled: number };

const endpoints = {
  close: CloseOffer,
  reopen: ReopenOffer,
  freeze: FreezeOffer,
  thaw: ThawOffer,
  void: VoidOffer,
} as const;

export function EndOffer({ report }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const [verb, setVerb] = useState<Verb>();
  if (report.state === "voided") return null;
  const closing: Verb = report.state === "open" ? "close" : "reopen";
  const freezing: Verb = report.isFrozen ? "thaw" : "freeze";
  const rows = [
    { verb: freezing, note: w.freezeNote, isDanger: freezing === "freeze" },
    { verb: closing, note: w.closeNote, isDanger: false },
    { verb: "void" as const, note: w.voidNote, isDanger: true },
  ];
  return (
    <Card variant="borderless" title={<h2 className="card-title">{w.end}</h2>}>
      <ul className="ends">
        {rows.map((row) => (
          <li key={row.verb}>
            <span>{row.note}</span>
            <Button danger={row.isDanger} onClick={() => setVerb(row.verb)}>
              {w[row.verb]}
            </Button>
          </li>
        ))}
      </ul>
      {verb && <Confirm report={report} verb={verb} onClose={() => setVerb(undefined)} />}
    </Card>
  );
}

type Props = { readonly report: OfferReport; readonly verb: Verb; readonly onClose: () => void };

function Confirm({ report, verb, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [progress, setProgress] = useState<Progressed>();
  const [isSending, setSending] = useState(false);
  const order = { offerId: report.offerId, why: why.trim() };
  const go = async () => {
    setSending(true);
    const answer = verb === "void" ? await voidAll(order, setProgress) : await once(endpoints[verb], order);
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    await queries.invalidateQueries({ queryKey: keysOf(GetOffer) });
    await queries.invalidateQueries({ queryKey: keysOf(ListOffers) });
    message.success(answer.value === undefined ? w.done : w.voidDone(answer.value));
    onClose();
  };
  return (
    <Modal
      open
      title={`${w[verb]} · ${report.terms.title}`}
      okText={w.sure}
      cancelText={w.back}
      okButtonProps={{ danger: verb === "void" || verb === "freeze", disabled: why.trim() === "", loading: isSending }}
      mask={{ closable: !isSending }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {progress && (
        <>
          <Progress percent={progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100)} />
          <p>{w.voiding(progress.done, progress.total, progress.cancelled)}</p>
        </>
      )}
      <Input
        aria-label={w.reason}
        placeholder={`${w.reason}，${w.reasonHint}`}
        maxLength={200}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
      />
    </Modal>
  );
}

type Order = { readonly offerId: string; readonly why: string };
type Ended = { ok: true; value: number | undefined } | Exclude<Answer<Endpoint>, { ok: true }>;

async function once(endpoint: (typeof endpoints)[Exclude<Verb, "void">], order: Order): Promise<Ended | undefined> {
  const answer = await act(endpoint, order);
  return answer?.ok ? { ok: true, value: undefined } : (answer as Ended | undefined);
}

/** Each call does a piece; the phone is asked once, for the first. */
async function voidAll(order: Order, tell: (progress: Progressed) => void): Promise<Ended | undefined> {
  for (;;) {
    const answer = await act(VoidOffer, order);
    if (!answer?.ok) return answer as Ended | undefined;
    tell(answer.value);
    if (answer.value.isFinished) return { ok: true, value: answer.value.cancelled };
  }
}
