// 微信: what stands between the product and WeChat, green or red, each with what to do.
import { shortTime } from "@huike/shared/day";
import { type Check, CheckName, GetWechatChecks, RunWechatCheck, stateOf } from "@huike/shared/wechat-checks";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { act } from "../../../api/act";
import { keysOf, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { explain, useLanguage, useWords } from "../../../text/language";
import { Failure } from "../../../ui/Failure";
import { State } from "../../../ui/State";
import { SecretRows } from "./SecretRows";
import "./wechat.css";
import { checkNames, findingWords, words } from "./words";

export function WechatTab() {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { data, error, refetch } = useCall(GetWechatChecks, {});
  const mayRun = useMay(RunWechatCheck);
  const [running, setRunning] = useState<readonly CheckName[]>([]);
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  const run = async (names: readonly CheckName[]) => {
    setRunning(names);
    for (const name of names) {
      const answer = await act(RunWechatCheck, { name });
      if (answer && !answer.ok) message.error(explain(answer.error, answer.detail, language));
      setRunning((left) => left.filter((one) => one !== name));
    }
    await queries.invalidateQueries({ queryKey: keysOf(GetWechatChecks) });
  };
  return (
    <Card variant="borderless" className="account">
      <dl className="account__ids">
        <dt>{w.mini}</dt>
        <dd className="num">{data.miniAppId}</dd>
        <dt>{w.service}</dt>
        <dd className="num">{data.serviceAppId}</dd>
      </dl>
      <SecretRows onReplaced={(name) => void run([name])} />
      <h2>{w.checks}</h2>
      <p className="page-head__note">{w.checksNote}</p>
      {mayRun && (
        <Button type="primary" loading={running.length > 1} onClick={() => void run(CheckName.options)}>
          {w.runAll}
        </Button>
      )}
      <ul className="account__checks">
        {CheckName.options.map((name) => (
          <li key={name}>
            <CheckLine name={name} check={data.checks.find((one) => one.name === name)} />
            {mayRun && (
              <Button
                aria-label={w.runOne(checkNames[name][language])}
                loading={running.includes(name)}
                onClick={() => void run([name])}
              >
                {w.run}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CheckLine({ name, check }: { readonly name: CheckName; readonly check: Check | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const state = check && stateOf(check.finding);
  return (
    <div className="account__check">
      <b>{checkNames[name][language]}</b>
      {check && state ? (
        <>
          <State tone={state}>{w[state]}</State>
          <span>{sentenceOf(check, findingWords[check.finding][language])}</span>
          <span className="page-head__note num">{w.checkedAt(shortTime(check.atMs))}</span>
        </>
      ) : (
        <State tone="off">{w.never}</State>
      )}
    </div>
  );
}

/** With the address, the template or the number it is about; a push's moment as a time. */
function sentenceOf({ name, detail, errcode }: Check, text: string): string {
  const about = name === "callback" && detail !== undefined ? shortTime(Number(detail)) : detail;
  const facts = [about, errcode === undefined ? undefined : `errcode ${errcode}`].filter((one) => one !== undefined);
  return facts.length > 0 ? `${text}（${facts.join("，")}）` : text;
}
