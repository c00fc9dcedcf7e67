// 发到我的手机: the draft's content on the own phone, marked as a test; it counts nowhere.
import { TestCampaign } from "@huike/shared/campaign";
import type { CampaignLive } from "@huike/shared/campaign-live";
import { Alert, App, Button } from "antd";
import { useRef, useState } from "react";
import { act } from "../../api/act";
import { makeId } from "../../api/new-id";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { words } from "./live-words";

const tested = { home: "testedHome", message: "testedMessage", chat: "testedChat" } as const;

export function TestOnPhone({ live: { campaignId, version } }: { readonly live: CampaignLive }) {
  const w = useWords(words);
  const language = useLanguage();
  const may = useMay(TestCampaign);
  const { message } = App.useApp();
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  // The same test until it was heard of: a lost answer is no second message.
  const testId = useRef<string>();
  if (!may) return null;
  const send = async () => {
    setSending(true);
    setFailure(undefined);
    testId.current ??= makeId("test");
    const answer = await act(TestCampaign, { campaignId, ifVersion: version, testId: testId.current });
    setSending(false);
    if (!answer) return;
    if (!answer.ok && (answer.error === "offline" || answer.error === "try_later")) {
      return setFailure(explain(answer.error, answer.detail, language));
    }
    testId.current = undefined;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    message.success(w[tested[answer.value.shownOn]]);
  };
  return (
    <div className="test-phone">
      <Button loading={isSending} onClick={() => void send()}>
        {w.test}
      </Button>
      <span className="hint">{w.testNote}</span>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
    </div>
  );
}
