// Takes a channel out of use, or into it again; everything else of it stays.
import { type Channel, ListChannels, PutChannel } from "@huike/shared/channel";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

type Props = { readonly channel: Channel; readonly onClose: () => void };

export function RetireChannel({ channel, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const isActive = channel.state === "active";
  const send = async () => {
    setSending(true);
    const answer = await act(PutChannel, { ...channel, state: isActive ? "retired" : "active", why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    await queries.invalidateQueries({ queryKey: keysOf(ListChannels) });
    onClose();
  };
  return (
    <Modal
      open
      title={`${isActive ? w.retire : w.revive} · ${channel.name}`}
      okText={w.sure}
      cancelText={w.back}
      okButtonProps={{ danger: isActive, disabled: why.trim() === "", loading: isSending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {isActive && <p>{w.retireSure}</p>}
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
