// At the till of somebody with a place in the console: what their computer waits for, and the way to it. Clerks see nothing.
import { ListApprovals } from "@huike/shared/approval";
import { consoleRoles } from "@huike/shared/console-sign-in";
import type { StaffRole } from "@huike/shared/staff";
import Taro from "@tarojs/taro";
import { useEffect, useState } from "react";
import { call } from "../../../api/call";
import { routes } from "../../../routes";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";

const toConsole = () => void Taro.navigateTo({ url: routes.console });

export function ConsoleNews({ role }: { readonly role: StaffRole | undefined }) {
  const hasConsole = consoleRoles.some((one) => one === role);
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    if (!hasConsole) return;
    void call(ListApprovals, {}).then((answer) => {
      if (answer.ok) setWaiting(answer.value.approvals.length);
    });
  }, [hasConsole]);
  if (!hasConsole) return null;
  if (waiting === 0) {
    return (
      <Button kind="words" onClick={toConsole}>
        电脑上的后台 · 待确认
      </Button>
    );
  }
  return <Notice sentence={`电脑上有 ${waiting} 个操作等你确认`} action={{ label: "去确认", onClick: toConsole }} />;
}
