// The tags of a member, each with whose word it is, and a hand to give one or take one away.
import { MemberTag } from "@huike/shared/audience";
import { shortTime } from "@huike/shared/day";
import { SetTag, ShowMember, type Tag } from "@huike/shared/members";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input, Tag as Label, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

type Props = { readonly memberNo: string; readonly tags: readonly Tag[] };

/** A tag to be taken away; "" one that is still to be named. */
type Asked = { readonly tag: string };

export function TagCard({ memberNo, tags }: Props) {
  const w = useWords(words);
  const maySet = useMay(SetTag);
  const [asked, ask] = useState<Asked>();
  return (
    <Card
      title={w.tags}
      variant="borderless"
      size="small"
      extra={
        maySet && (
          <Button size="small" onClick={() => ask({ tag: "" })}>
            {w.addTag}
          </Button>
        )
      }
    >
      {tags.length === 0 && <span className="member__none">{w.noTags}</span>}
      <ul className="member__tags">
        {tags.map((one) => (
          <li key={one.tag} className={one.isOn ? undefined : "member__tag--off"}>
            <span>
              <Label>{one.tag}</Label>
              <WhoseWord tag={one} />
            </span>
            {maySet && one.isOn && (
              <Button size="small" type="text" aria-label={w.takeTag(one.tag)} onClick={() => ask({ tag: one.tag })}>
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && <SetTagDialog memberNo={memberNo} asked={asked} onClose={() => ask(undefined)} />}
    </Card>
  );
}

function WhoseWord({ tag: { isOn, by, why, atMs } }: { readonly tag: Tag }) {
  const w = useWords(words);
  const given = by === undefined ? w.byRule : w.byHand;
  const taken = by === undefined ? w.takenByRule : w.takenByHand;
  return (
    <small>
      {isOn ? given : taken} · {why} · <span className="num">{shortTime(atMs)}</span>
    </small>
  );
}

type DialogProps = { readonly memberNo: string; readonly asked: Asked; readonly onClose: () => void };

function SetTagDialog({ memberNo, asked, onClose }: DialogProps) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const isOn = asked.tag === "";
  const [typed, setTyped] = useState(asked.tag);
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const tag = typed.trim();
  const isReady = MemberTag.safeParse(tag).success && why.trim() !== "";
  const send = async () => {
    setSending(true);
    const answer = await act(SetTag, { memberNo, tag, isOn, why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    message.success(w.tagTaken);
    await queries.invalidateQueries({ queryKey: keysOf(ShowMember) });
    onClose();
  };
  return (
    <Modal
      open
      title={isOn ? w.addTag : w.takeTag(asked.tag)}
      okText={w.sure}
      cancelText={w.cancel}
      okButtonProps={{ disabled: !isReady, loading: isSending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <p>{w.handNote}</p>
      <div className="member__dialog">
        {isOn && (
          <Input
            aria-label={w.tag}
            placeholder={`${w.tag}：${w.tagHint}`}
            maxLength={12}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
        <Input
          aria-label={w.why}
          placeholder={w.why}
          maxLength={200}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
          onPressEnter={() => isReady && void send()}
        />
      </div>
    </Modal>
  );
}
