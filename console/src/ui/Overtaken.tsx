// Somebody was faster: what differs, and which of the two shall hold. Nobody's change is put over another's unseen.
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../text/language";

const words = {
  conflict: { zh: "别人刚改过，先看差异", en: "Somebody has just changed it; look at the difference first" },
  overTheirs: { zh: "在新版上用我的", en: "Put mine over it" },
  takeTheirs: { zh: "用现在的，放弃我的", en: "Keep theirs, drop mine" },
} as const;

type Props = { readonly onMine: () => void; readonly onTheirs: () => void; readonly children: ReactNode };

export function Overtaken({ onMine, onTheirs, children }: Props) {
  const w = useWords(words);
  return (
    <Alert
      className="failure"
      type="warning"
      showIcon
      title={w.conflict}
      description={
        <>
          {children}
          <div className="conflict__acts">
            <Button onClick={onTheirs}>{w.takeTheirs}</Button>
            <Button type="primary" onClick={onMine}>
              {w.overTheirs}
            </Button>
          </div>
        </>
      }
    />
  );
}
