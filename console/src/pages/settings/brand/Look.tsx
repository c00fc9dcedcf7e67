// The phone in a brand's colours, by its own card and its own ticket, by day and in the dark.
import { type Brand, type BrandColours, darkColours, dayColours } from "@huike/shared/brand";
import { DAY_MS } from "@huike/shared/day";
import type { Card } from "@huike/shared/member";
import type { OfferFace } from "@huike/shared/offer";
import type { CSSProperties } from "react";
import { CardFace } from "../../../../../miniapp/src/ui/CardFace";
import { TicketFace } from "../../../../../miniapp/src/ui/TicketFace";
import { useWords } from "../../../text/language";
import "./look.css";
import { words } from "./words";

const card: Card = {
  ...{ memberNo: "123456789", joinedAtMs: 0, level: 2, levelName: "银卡会员", points: 1280 },
  earning: { centipointsPerYuan: 100, tierPercent: 110, storePercents: [] },
};
const face: OfferFace = {
  ...{ offerId: "ofr_look", version: 1, title: "新朋友见面礼", perMember: 1, storeIds: [], lines: [] },
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  validity: { kind: "after_claim", days: 7 },
};

const styleOf = ({ accent, onAccent, press, card: ground }: BrandColours) =>
  ({ "--accent": accent, "--on-accent": onAccent, "--press": press, "--mint": ground }) as CSSProperties;

export function Look({ brand }: { readonly brand: Brand }) {
  const w = useWords(words);
  return (
    <aside className="look" aria-label={w.live}>
      <h2>{w.live}</h2>
      <Phone brand={brand} called={w.day} colours={dayColours(brand)} />
      <Phone brand={brand} called={w.dark} colours={darkColours(brand)} isDark />
    </aside>
  );
}

type Props = { readonly brand: Brand; readonly called: string; readonly colours: BrandColours; readonly isDark?: true };

function Phone({ brand, called, colours, isDark }: Props) {
  return (
    <figure className="look__one">
      <figcaption>{called}</figcaption>
      <div className={isDark ? "look__phone look__phone--dark" : "look__phone"} style={styleOf(colours)} lang="zh-CN">
        <CardFace card={card} brand={brand} />
        <TicketFace face={face} stores={[]} nowMs={DAY_MS} />
        <p className="look__button">出示会员码</p>
        <p className="look__link">看看门店</p>
      </div>
    </figure>
  );
}
