// The secrets as far as anybody may know them: set here or deployed, when, by whom, with a mark to tell two apart.
import { shortTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import type { CheckName } from "@huike/shared/wechat-checks";
import { GetWechatSecrets, PutWechatSecret, WechatSecretPart } from "@huike/shared/wechat-secrets";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { keysOf, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { type StaffNames, useStaffNames } from "../../../api/use-staff-names";
import { useLanguage, useWords } from "../../../text/language";
import { Failure } from "../../../ui/Failure";
import { State } from "../../../ui/State";
import { SecretForm } from "./SecretForm";
import { partNames, words } from "./secret-words";

const checkOf: Record<WechatSecretPart, CheckName> = {
  mini: "mini_secret",
  service: "service_secret",
  callback: "callback",
};

type Props = { readonly onReplaced: (check: CheckName) => void };

export function SecretRows({ onReplaced }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { data, error, refetch } = useCall(GetWechatSecrets, {});
  const { nameOf } = useStaffNames();
  const mayPut = useMay(PutWechatSecret);
  const [replacing, replace] = useState<WechatSecretPart>();
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  const readAgain = () => queries.invalidateQueries({ queryKey: keysOf(GetWechatSecrets) });
  const done = async (part: WechatSecretPart) => {
    message.success(w.done);
    await readAgain();
    onReplaced(checkOf[part]);
  };
  return (
    <section aria-label={w.title}>
      <h2>{w.title}</h2>
      <p className="page-head__note">{w.note}</p>
      <ul className="account__checks">
        {WechatSecretPart.options.map((part) => (
          <li key={part}>
            <SecretLine part={part} secrets={data} nameOf={nameOf} />
            {mayPut && (
              <Button aria-label={w.replaceOf(partNames[part][language])} onClick={() => replace(part)}>
                {w.replace}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {replacing && (
        <SecretForm
          part={replacing}
          version={data.version}
          nameOf={nameOf}
          onDone={() => done(replacing)}
          onClose={() => replace(undefined)}
          onOvertaken={() => void readAgain()}
        />
      )}
    </section>
  );
}

type LineProps = {
  readonly part: WechatSecretPart;
  readonly secrets: ResponseOf<typeof GetWechatSecrets>;
  readonly nameOf: StaffNames["nameOf"];
};

function SecretLine({ part, secrets, nameOf }: LineProps) {
  const w = useWords(words);
  const language = useLanguage();
  const facts = secrets[part];
  const oldUntil = part === "callback" ? secrets.oldKeysUntilMs : undefined;
  return (
    <div className="account__check account__secret">
      <b>{partNames[part][language]}</b>
      {!facts && <State tone="off">{w.deployed}</State>}
      {facts && (facts.isBroken ? <State tone="bad">{w.broken}</State> : <State tone="ok">{w.isSet}</State>)}
      <span>
        {facts && <span className="num">{w.setBy(shortTime(facts.atMs), nameOf(facts.by), facts.mark)}</span>}
        {facts?.isBroken && <span className="account__line">{w.brokenHint}</span>}
        {oldUntil !== undefined && <span className="account__line num">{w.oldUntil(shortTime(oldUntil))}</span>}
      </span>
    </div>
  );
}
