// An event of a member's timeline in words: what it was, and what is said beside it.
import type { MemberEvent } from "@huike/shared/members";
import { type Language, speak } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { kindWords } from "../channels/words";
import { couponEventWords, pointsWords, words } from "./words";

export type EventText = { readonly what: string; readonly beside: readonly string[] };

const said = (...parts: (string | undefined)[]): string[] => parts.filter((part) => part !== undefined);

export function eventText(event: MemberEvent, language: Language): EventText {
  const w = speak(words, language);
  switch (event.is) {
    case "joined":
      return { what: w.joinedNow, beside: [] };
    case "touch":
      return touchText(event, language);
    case "coupon": {
      const { what, title, storeName, clerkNo } = event;
      const clerk = clerkNo === undefined ? undefined : w.clerk(clerkNo);
      return { what: w.couponOf(couponEventWords[what][language], title), beside: said(storeName, clerk) };
    }
    case "sale": {
      const { what, payableFen, storeName, clerkNo } = event;
      const paid = payableFen === undefined ? "" : ` ${moneyText(payableFen)}`;
      return { what: w[what] + paid, beside: said(storeName, w.clerk(clerkNo)) };
    }
    case "points": {
      const sign = event.points > 0 ? "+" : "−";
      const kind = pointsWords[event.kind]?.[language] ?? event.kind;
      return { what: `${kind} ${sign}${countText(Math.abs(event.points))}`, beside: [] };
    }
    case "tag":
      return { what: event.isOn ? w.tagged(event.tag) : w.untagged(event.tag), beside: [event.why] };
  }
}

function touchText(event: Extract<MemberEvent, { is: "touch" }>, language: Language): EventText {
  const w = speak(words, language);
  const { scene, channelName = scene, channelKind, storeName, by } = event;
  return {
    what: by === "follow" ? w.followed(channelName) : w.scanned(channelName),
    beside: said(channelKind && kindWords[channelKind][language], storeName),
  };
}
