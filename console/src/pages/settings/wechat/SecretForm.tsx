// Replaces a secret. What is typed lives in this form only: never in the tab's store, as other drafts do, and gone when it is
// closed. Another person's change cannot be shown beside it, only that there was one.
import { shortTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import {
  AppSecret,
  CallbackAesKey,
  CallbackToken,
  GetWechatSecrets,
  PutWechatSecret,
  type WechatSecret,
  type WechatSecretPart,
} from "@huike/shared/wechat-secrets";
import { Alert, Form, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../../api/act";
import { read } from "../../../api/use-call";
import type { StaffNames } from "../../../api/use-staff-names";
import { explain, useLanguage, useWords } from "../../../text/language";
import { Overtaken } from "../../../ui/Overtaken";
import { howTo, partNames, words } from "./secret-words";

type Props = {
  readonly part: WechatSecretPart;
  readonly version: number;
  readonly nameOf: StaffNames["nameOf"];
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
  readonly onOvertaken: () => void;
};

type Typed = { readonly appSecret: string; readonly token: string; readonly aesKey: string };
type Field = keyof Typed;
const EMPTY: Typed = { appSecret: "", token: "", aesKey: "" };

const shapes = { appSecret: AppSecret, token: CallbackToken, aesKey: CallbackAesKey } as const;
const isRight = (field: Field, text: string): boolean => shapes[field].safeParse(text).success;
const fieldsOf = (part: WechatSecretPart): readonly Field[] =>
  part === "callback" ? ["token", "aesKey"] : ["appSecret"];
const secretOf = (part: WechatSecretPart, { appSecret, token, aesKey }: Typed): WechatSecret =>
  part === "callback" ? { part, token, aesKey } : { part, appSecret };

export function SecretForm({ part, version, nameOf, onDone, onClose, onOvertaken }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const [typed, type] = useState(EMPTY);
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [newest, setNewest] = useState<ResponseOf<typeof GetWechatSecrets>>();
  const [isSending, setSending] = useState(false);
  const fields = fieldsOf(part);
  const isWhole = fields.every((field) => isRight(field, typed[field])) && why.trim() !== "";
  const save = async (ifVersion: number) => {
    setSending(true);
    setFailure(undefined);
    const answer = await act(PutWechatSecret, { ifVersion, secret: secretOf(part, typed), why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (answer.ok) {
      onClose();
      return onDone();
    }
    if (answer.error !== "setting_changed") return setFailure(explain(answer.error, answer.detail, language));
    setNewest(await read(GetWechatSecrets, {}));
    onOvertaken();
  };
  return (
    <Modal
      open
      title={w.replaceOf(partNames[part][language])}
      okText={w.save}
      cancelText={w.back}
      okButtonProps={{ disabled: !isWhole || newest !== undefined, loading: isSending }}
      mask={{ closable: false }}
      onOk={() => void save(version)}
      onCancel={onClose}
    >
      <p className="page-head__note">{howTo[part][language]}</p>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {newest && (
        <Overtaken
          onTheirs={onClose}
          onMine={() => {
            setNewest(undefined);
            void save(newest.version);
          }}
        >
          <Others secrets={newest} nameOf={nameOf} />
        </Overtaken>
      )}
      <Form layout="vertical" disabled={isSending}>
        {fields.map((field) => (
          <SecretField
            key={field}
            field={field}
            text={typed[field]}
            onChange={(text) => type({ ...typed, [field]: text })}
          />
        ))}
        <Form.Item label={w.reason} htmlFor="secret-why">
          <Input id="secret-why" maxLength={200} value={why} onChange={({ target }) => setWhy(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const wrongWords = { appSecret: "wrongAppSecret", token: "wrongToken", aesKey: "wrongAesKey" } as const;

type FieldProps = { readonly field: Field; readonly text: string; readonly onChange: (text: string) => void };

/** Not a password's field: browsers offer to keep those. Covered by style, and kept from whatever checks spelling elsewhere. */
function SecretField({ field, text, onChange }: FieldProps) {
  const w = useWords(words);
  const isWrong = text !== "" && !isRight(field, text);
  return (
    <Form.Item
      label={w[field]}
      htmlFor={`secret-${field}`}
      {...(isWrong ? { validateStatus: "error" as const, help: w[wrongWords[field]] } : {})}
    >
      <Input
        id={`secret-${field}`}
        className="account__typed"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={({ target }) => onChange(target.value.trim())}
      />
    </Form.Item>
  );
}

type OthersProps = { readonly secrets: ResponseOf<typeof GetWechatSecrets>; readonly nameOf: StaffNames["nameOf"] };

/** The newest of what others set: its value is nobody's to see. */
function Others({ secrets, nameOf }: OthersProps) {
  const w = useWords(words);
  const language = useLanguage();
  const newest = (["mini", "service", "callback"] as const)
    .flatMap((part) => (secrets[part] ? [{ part, ...secrets[part] }] : []))
    .sort((a, b) => b.atMs - a.atMs)[0];
  if (!newest) return null;
  return <p>{w.othersSet(partNames[newest.part][language], shortTime(newest.atMs), nameOf(newest.by))}</p>;
}
