// QR, bar code and digits of one code, with the bar that runs out under them.
import { couponCode, STEP_MS, spacedCode } from "@huike/shared/member-code";
import { Image, Text, View } from "@tarojs/components";
import { useMemo, useRef, useState } from "react";
import { barcodeImage } from "../../code/barcode-image";
import { qrImage } from "../../code/qr-image";
import { serverNowMs, useSession } from "../../state/session-state";
import type { Choice } from "./choices";

type Props = {
  readonly code: string;
  readonly choice: Choice;
  readonly isShown: boolean;
  readonly onTurn: (step: 1 | -1) => void;
};

/** Less than this is a trembling hand. */
const SWIPE_PX = 40;

export function CodeFace({ code, choice, isShown, onTurn }: Props) {
  const text = choice.is === "coupon" ? couponCode(code, choice.held.coupon.offerId, choice.held.coupon.n) : code;
  const qr = useMemo(() => qrImage(text), [text]);
  const bars = useMemo(() => barcodeImage(code), [code]);
  const clockOffsetMs = useSession((s) => s.clockOffsetMs);
  const touchedAt = useRef<number>();
  return (
    <View
      className="code-face"
      onTouchStart={(event) => {
        touchedAt.current = xOf(event);
      }}
      onTouchEnd={(event) => {
        const moved = xOf(event) - (touchedAt.current ?? xOf(event));
        if (Math.abs(moved) >= SWIPE_PX) onTurn(moved < 0 ? 1 : -1);
      }}
    >
      <View className="qr-code">
        <Image className="qr-code__image" src={qr} ariaLabel="会员码，请店员扫描" />
      </View>
      <Image className="bar-code" src={bars} ariaLabel="会员条形码" />
      <Text className="code-face__digits num">{spacedCode(code)}</Text>
      <CountdownBar key={`${isShown}:${clockOffsetMs}`} />
    </View>
  );
}

/** One endless animation that starts where the step stands: nothing is sent to the page while it runs. */
function CountdownBar() {
  const [passedMs] = useState(() => serverNowMs() % STEP_MS);
  return (
    <View className="countdown">
      <View className="countdown__run" style={{ animationDelay: `-${passedMs}ms` }} />
    </View>
  );
}

/** The typings know these events only as any event; WeChat and h5 both give the touches that ended. */
const xOf = (event: object): number =>
  "changedTouches" in event && Array.isArray(event.changedTouches) ? Number(event.changedTouches[0]?.clientX ?? 0) : 0;
