// A page somebody writes on: what is wrong is said once they have tried to send it, what they wrote is kept, and there is
// one thing to do, by a button or Ctrl and Enter.
import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "../text/language";
import { PageHead } from "./PageHead";

const words = {
  cancel: { zh: "不改了", en: "Discard" },
  kept: { zh: "接着上次没写完的草稿", en: "Going on with the draft you left" },
  startOver: { zh: "重新开始", en: "Start over" },
  mend: { zh: "还有几处要补：", en: "Still to be mended: " },
} as const;

type Props<F extends string> = {
  readonly title: string;
  readonly doIt: string;
  readonly onDo: () => Promise<void>;
  readonly onLeave: () => void;
  readonly isSending: boolean;
  /** What is written was there before the page was opened. */
  readonly isOld: boolean;
  readonly onRestart: () => void;
  readonly failure: string | undefined;
  readonly faults: readonly F[];
  readonly sayFault: (fault: F) => string;
  /** Above the form: that somebody else was faster. */
  readonly above?: ReactNode;
  /** The form, with the faults that are to be shown. */
  readonly children: (told: readonly F[]) => ReactNode;
};

export function DraftPage<F extends string>(props: Props<F>) {
  const { title, doIt, onDo, onLeave, isSending, isOld, onRestart, failure, faults, sayFault, above, children } = props;
  const w = useWords(words);
  const [wasTried, setTried] = useState(false);
  const told = wasTried ? faults : [];
  const submit = () => {
    setTried(true);
    if (faults.length === 0 && !isSending) void onDo();
  };
  return (
    <section className="page">
      <PageHead title={title}>
        <Button onClick={onLeave}>{w.cancel}</Button>
        <Button type="primary" loading={isSending} onClick={submit}>
          {doIt}
        </Button>
      </PageHead>
      {isOld && (
        <Alert
          className="failure"
          type="info"
          showIcon
          title={w.kept}
          action={<Button onClick={onRestart}>{w.startOver}</Button>}
        />
      )}
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {told.length > 0 && (
        <Alert className="failure" type="warning" showIcon title={w.mend + told.map(sayFault).join("；")} />
      )}
      {above}
      <form
        className="editor"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        {children(told)}
      </form>
    </section>
  );
}
