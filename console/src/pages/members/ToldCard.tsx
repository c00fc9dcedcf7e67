// What the member told of themselves. The whole number is shown to an owner who says why, and is gone with the page.
import { spacedMemberNo } from "@huike/shared/id";
import { DropMemberPhone, RevealPhone, ShowMember } from "@huike/shared/members";
import { dayOf, monthOf } from "@huike/shared/profile";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input, Modal } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./words";

type Props = {
  readonly memberNo: string;
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly birthday: number | undefined;
  /** Who has the number this member tried to give. */
  readonly phoneOf: string | undefined;
};

type Asked = "reveal" | "drop";

export function ToldCard({ memberNo, name, phone, birthday, phoneOf }: Props) {
  const w = useWords(words);
  const may = { reveal: useMay(RevealPhone), drop: useMay(DropMemberPhone) };
  const [asked, ask] = useState<Asked>();
  const [whole, setWhole] = useState<string>();
  const facts = [
    { called: w.name, value: name },
    { called: w.birthday, value: birthday && w.birthdayText(monthOf(birthday), dayOf(birthday)) },
    { called: w.phone, value: whole ?? phone },
  ];
  return (
    <Card title={w.told} variant="borderless" size="small">
      <dl className="member__facts">
        {facts.map(({ called, value }) => (
          <div key={called}>
            <dt>{called}</dt>
            <dd className={value ? "num" : "member__none"}>{value || w.untold}</dd>
          </div>
        ))}
      </dl>
      {phoneOf && (
        <Alert
          className="member__clash"
          type="warning"
          showIcon
          title={w.clash}
          action={<Link href={`/members/${phoneOf}`}>{spacedMemberNo(phoneOf)}</Link>}
        />
      )}
      {phone && (
        <div className="member__told-actions">
          {may.reveal && whole === undefined && (
            <Button size="small" onClick={() => ask("reveal")}>
              {w.reveal}
            </Button>
          )}
          {may.drop && (
            <Button size="small" danger onClick={() => ask("drop")}>
              {w.dropPhone}
            </Button>
          )}
        </div>
      )}
      {asked && (
        <WhyDialog
          memberNo={memberNo}
          asked={asked}
          onShown={setWhole}
          onClose={() => {
            ask(undefined);
            if (asked === "drop") setWhole(undefined);
          }}
        />
      )}
    </Card>
  );
}

type DialogProps = {
  readonly memberNo: string;
  readonly asked: Asked;
  readonly onShown: (phone: string) => void;
  readonly onClose: () => void;
};

function WhyDialog({ memberNo, asked, onShown, onClose }: DialogProps) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const why = typed.trim();
  const carryOut = async () => {
    if (asked === "drop") return act(DropMemberPhone, { memberNo, why });
    const answer = await act(RevealPhone, { memberNo, why });
    if (answer?.ok) onShown(answer.value.phone);
    return answer;
  };
  const send = async () => {
    setSending(true);
    const answer = await carryOut();
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    if (asked === "drop") {
      message.success(w.phoneDropped);
      await queries.invalidateQueries({ queryKey: keysOf(ShowMember) });
    }
    onClose();
  };
  return (
    <Modal
      open
      title={asked === "drop" ? w.dropPhone : w.reveal}
      okText={w.sure}
      cancelText={w.cancel}
      okButtonProps={{ disabled: why === "", loading: isSending, danger: asked === "drop" }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <p>{asked === "drop" ? w.dropNote : w.revealNote}</p>
      <Input
        aria-label={w.why}
        placeholder={w.why}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => why !== "" && void send()}
      />
    </Modal>
  );
}
