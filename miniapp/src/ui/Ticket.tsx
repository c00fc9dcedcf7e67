// A ticket: what it is worth on the stub, what it asks beside it. The same for an offer nobody has claimed, a coupon
// in the wallet and the clerk's confirm screen.
import { type Coupon, walletGroup } from "@huike/shared/coupon";
import type { OfferFace } from "@huike/shared/offer";
import { useTimesText } from "@huike/shared/use-times";
import { Text, View } from "@tarojs/components";
import { useStores } from "../state/stores-state";
import { conditionText, endingText, shopsText, startsText, stubOf, untilText, validityText } from "../text/ticket-text";
import { cameBackText } from "../text/undo-text";
import { Stamp } from "./Stamp";
import "./ticket.css";

type Props = {
  readonly face: OfferFace;
  readonly coupon?: Coupon;
  readonly nowMs: number;
  /** It has just been claimed: it rises. */
  readonly isNew?: boolean;
  readonly isChosen?: boolean;
  readonly onClick?: () => void;
};

export function Ticket({ face, coupon, nowMs, isNew, isChosen, onClick }: Props) {
  const isOver = coupon !== undefined && walletGroup(coupon, nowMs) !== "usable";
  const condition = conditionText(face.benefit);
  const { before = "", large, after = "" } = stubOf(face.benefit);
  const classes = ["ticket", isOver && "ticket--over", isNew && "ticket--new", isChosen && "ticket--chosen"];
  return (
    <View
      className={classes.filter(Boolean).join(" ")}
      ariaRole={onClick ? "button" : "text"}
      ariaLabel={`${face.title}，${before}${large}${after}，${condition}`}
      {...(onClick ? { onClick } : {})}
    >
      <View className="ticket__stub">
        <Text className={`ticket__amount num ${large.length > LONG ? "ticket__amount--long" : ""}`}>
          {before && <Text className="ticket__sign">{before}</Text>}
          {large}
          {after && <Text className="ticket__sign">{after}</Text>}
        </Text>
        <Text className="ticket__condition">{condition}</Text>
      </View>
      <View className="ticket__main">
        <Text className="ticket__title">{face.title}</Text>
        <Text className="t-note t-block num">{coupon ? untilText(coupon) : validityText(face.validity)}</Text>
        <Tags face={face} coupon={coupon} nowMs={nowMs} />
      </View>
      <View className="ticket__notch ticket__notch--a" />
      <View className="ticket__notch ticket__notch--b" />
      {coupon?.receipt && (
        <View className="ticket__stamp">
          <Stamp atMs={coupon.receipt.redeemedAtMs} />
        </View>
      )}
    </View>
  );
}

type TagsProps = { readonly face: OfferFace; readonly coupon: Coupon | undefined; readonly nowMs: number };

/** What sets this ticket apart: it ends soon, has not begun, is for some shops only, or came back. */
function Tags({ face, coupon, nowMs }: TagsProps) {
  const stores = useStores((s) => s.kept?.stores ?? noStores);
  const starts = coupon && startsText(coupon, nowMs);
  const ending = coupon && !starts ? endingText(coupon, nowMs) : undefined;
  const shops = face.storeIds.length > 0 || face.storeTag ? shopsText(face, stores) : undefined;
  const cameBack = coupon && cameBackText(coupon, nowMs);
  const times = useTimesText(face.useTimes);
  if (coupon?.state === "voided") return <VoidedTag />;
  if (!starts && !ending && !shops && !cameBack && !times) return null;
  return (
    <View className="ticket__tags">
      {ending && <Text className="tag tag--warn">{ending}</Text>}
      {starts && <Text className="tag">{starts}</Text>}
      {shops && <Text className="tag">{shops}</Text>}
      {times && <Text className="tag">{times}</Text>}
      {cameBack && <Text className="tag">{cameBack}</Text>}
    </View>
  );
}

/** All there is to say of a ticket that was cancelled. */
const VoidedTag = () => (
  <View className="ticket__tags">
    <Text className="tag tag--warn">已作废</Text>
  </View>
);

/** Digits that fit the stub in the big size. */
const LONG = 3;

const noStores: readonly [] = [];
