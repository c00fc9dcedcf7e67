// Whoever stands in the shop knows where it is: a place is pointed at on the map and told to the operators, who save it.
import { ReportPlace } from "@huike/shared/store-place";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { choosePlace } from "../../../platform/choose-place";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { NoticeLine } from "../../../ui/Notice";

export function ReportShopPlace() {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const report = async () => {
    setTrouble(undefined);
    setBusy(true);
    const chosen = await choosePlace();
    const answer = chosen.is === "chosen" ? await call(ReportPlace, chosen.point) : undefined;
    setBusy(false);
    if (chosen.is === "failed") return setTrouble("地图没有打开，请把店里的坐标告诉运营。");
    if (!answer) return;
    if (!answer.ok) return setTrouble(explain(answer.error, answer.detail, serverNowMs()));
    void Taro.showToast({ title: "已报给运营，核对后生效", icon: "none" });
  };
  return (
    <>
      {trouble && <NoticeLine sentence={trouble} onRetry={() => void report()} />}
      <Button kind="words" isBusy={isBusy} onClick={() => void report()}>
        门店在地图上的位置不对？在店里报一下
      </Button>
    </>
  );
}
