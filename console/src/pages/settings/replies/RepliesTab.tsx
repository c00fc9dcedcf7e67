// 欢迎与回复: what the service account says by itself, and a place to try it before it is saved.
import { faultOfReplies, GetReplies, PutReplies, Replies, USUAL_REPLIES } from "@huike/shared/replies";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Card, Form, Input, Skeleton } from "antd";
import { act } from "../../../api/act";
import { keyOf, read, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { explain, useLanguage, useWords } from "../../../text/language";
import { ChooseOne } from "../../../ui/Choices";
import { Failure } from "../../../ui/Failure";
import { Foot } from "../../../ui/Foot";
import { type Settings, useSettings, type Versioned } from "../../../ui/use-settings";
import "./replies.css";
import { ReplyField, TextField } from "./ReplyField";
import { RuleList } from "./RuleList";
import { TryReply } from "./TryReply";
import { words } from "./words";

export function RepliesTab() {
  const { data, error, refetch } = useCall(GetReplies, {});
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  return data ? <Edit held={{ version: data.version, value: data.replies }} /> : <Skeleton active />;
}

function Edit({ held }: { readonly held: Versioned<Replies> }) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const mayChange = useMay(PutReplies);
  const settings = useSettings<Replies>({
    ...{ name: "replies", held, overtaken: "setting_changed" },
    put: (ifVersion, replies, why) => act(PutReplies, { ifVersion, replies, why }),
    readAgain: async () => {
      const fresh = await read(GetReplies, {});
      queries.setQueryData(keyOf(GetReplies, {}), fresh);
      return { version: fresh.version, value: fresh.replies };
    },
  });
  const { value: replies } = settings;
  const fault = faultOfReplies(replies);
  return (
    <div className="replies">
      <Card variant="borderless">
        <p className="page-head__note">{w.note}</p>
        <Form layout="vertical" disabled={!mayChange || settings.isSending}>
          <Texts settings={settings} mayChange={mayChange} />
        </Form>
        {fault && settings.isChanged && (
          <Alert className="failure" type="error" showIcon title={explain(fault.error, fault, language)} />
        )}
        <Foot
          settings={settings}
          mayChange={mayChange}
          // What is still empty is seen by the contract, what WeChat would punish by its rule.
          isRight={fault === undefined && Replies.safeParse(replies).success}
          onDrop={() => settings.restart(held)}
        />
      </Card>
      <TryReply replies={replies} />
    </div>
  );
}

function Texts({ settings, mayChange }: { readonly settings: Settings<Replies>; readonly mayChange: boolean }) {
  const w = useWords(words);
  const { value: replies, change } = settings;
  const { otherwise, ...rest } = replies;
  return (
    <>
      <h2>{w.welcome}</h2>
      {(["gift", "plain"] as const).map((who) => (
        <Welcome
          key={who}
          who={who}
          welcome={replies.welcome[who]}
          onChange={(text) => change({ ...replies, welcome: { ...replies.welcome, [who]: text } })}
        />
      ))}
      <h2>{w.rules}</h2>
      <p className="page-head__note">{w.rulesNote}</p>
      <RuleList replies={replies} mayChange={mayChange} onChange={(rules) => change({ ...replies, rules })} />
      <h2>{w.otherwise}</h2>
      <Form.Item>
        <ChooseOne
          label={w.otherwise}
          choices={(["answer", "silent"] as const).map((value) => ({ value, label: w[value] }))}
          chosen={otherwise ? "answer" : "silent"}
          onChoose={(how) => change(how === "silent" ? rest : { ...rest, otherwise: USUAL_REPLIES.otherwise })}
        />
      </Form.Item>
      {otherwise && (
        <ReplyField id="otherwise" reply={otherwise} onChange={(reply) => change({ ...rest, otherwise: reply })} />
      )}
    </>
  );
}

type WelcomeText = Replies["welcome"]["gift"];
type WelcomeProps = {
  readonly who: "gift" | "plain";
  readonly welcome: WelcomeText;
  readonly onChange: (welcome: WelcomeText) => void;
};

function Welcome({ who, welcome, onChange }: WelcomeProps) {
  const w = useWords(words);
  return (
    <>
      <TextField
        id={`welcome-${who}`}
        label={w[who]}
        text={welcome.text}
        {...(who === "gift" ? { note: w.giftNote } : {})}
        onChange={(text) => onChange({ ...welcome, text })}
      />
      <Form.Item label={w.label} htmlFor={`welcome-${who}-label`}>
        <Input
          id={`welcome-${who}-label`}
          maxLength={20}
          value={welcome.label}
          onChange={({ target }) => onChange({ ...welcome, label: target.value })}
        />
      </Form.Item>
    </>
  );
}
