// A ticket as it looks: what it is worth on the stub, what it asks beside it. It asks nobody for anything, so that the
// console draws an offer with the very same parts while it is being written.
import { type Coupon, walletGroup } from "@huike/shared/coupon";
import type { OfferFace } from "@huike/shared/offer";
import type { StoreRow } from "@huike/shared/store-facts";
import { useTimesText } from "@huike/shared/use-times";
import { Text, View } from "@tarojs/components";
import {
  conditionText,
  endingText,
  type Stub,
  shopsText,
  startsText,
  stubOf,
  untilText,
  validityText,
} from "../text/ticket-text";
import { cameBackText } from "../text/undo-text";
import { Stamp } from "./Stamp";
import "./ticket.css";

export type TicketFaceProps = {
  readonly face: OfferFace;
  readonly coupon?: Coupon;
  /** Shops by name, as far as they are known. */
  readonly stores: readonly StoreRow[];
  readonly nowMs: number;
  /** It has just been claimed: it rises. */
  readonly isNew?: boolean;
  readonly isChosen?: boolean;
  /** It has left its list: it stays in its place, out of sight (TicketList). */
  readonly isGone?: boolean;
  readonly onClick?: () => void;
};

export function TicketFace({ face, coupon, stores, nowMs, isNew, isChosen, isGone, onClick }: TicketFaceProps) {
  const isOver = coupon !== undefined && walletGroup(coupon, nowMs) !== "usable";
  const condition = conditionText(face.benefit);
  const { before = "", large, after = "" } = stubOf(face.benefit);
  const classes = [
    "ticket",
    isOver && "ticket--over",
    isNew && "ticket--new",
    isChosen && "ticket--chosen",
    isGone && "ticket--gone",
  ];
  return (
    <View
      className={classes.filter(Boolean).join(" ")}
      ariaRole={onClick ? "button" : "text"}
      ariaLabel={`${face.title}，${before}${large}${after}，${condition}`}
      {...(onClick ? { onClick } : {})}
    >
      <Text className={amountClass({ before, large, after })}>{large}</Text>
      <Text className="tk-condition">{condition}</Text>
      <View className="tk-main">
        <Text className="tk-title">{face.title}</Text>
        <Text className="tk-until">{coupon ? untilText(coupon) : validityText(face.validity)}</Text>
        <Tags face={face} coupon={coupon} stores={stores} nowMs={nowMs} />
      </View>
      {coupon?.receipt && (
        <View className="tk-stamp">
          <Stamp atMs={coupon.receipt.redeemedAtMs} />
        </View>
      )}
    </View>
  );
}

type TagsProps = Pick<TicketFaceProps, "face" | "stores" | "nowMs"> & { readonly coupon: Coupon | undefined };

/** What sets this ticket apart: it is on its way to a friend, ends soon, has not begun, is for some shops only, or came back. */
function Tags({ face, coupon, stores, nowMs }: TagsProps) {
  const starts = coupon && startsText(coupon, nowMs);
  const ending = coupon && !starts ? endingText(coupon, nowMs) : undefined;
  const shops = face.storeIds.length > 0 || face.storeTag ? shopsText(face, stores) : undefined;
  const cameBack = coupon && cameBackText(coupon, nowMs);
  const times = useTimesText(face.useTimes);
  if (coupon?.state === "voided") return <Text className="tag tag--warn">已作废</Text>;
  if (coupon?.state === "giving") return <Text className="tag">送礼中</Text>;
  return (
    <>
      {!coupon && face.pointsPrice && <Text className="tag">{face.pointsPrice} 积分</Text>}
      {ending && <Text className="tag tag--warn">{ending}</Text>}
      {starts && <Text className="tag">{starts}</Text>}
      {shops && <Text className="tag">{shops}</Text>}
      {times && <Text className="tag">{times}</Text>}
      {cameBack && <Text className="tag">{cameBack}</Text>}
    </>
  );
}

/** Digits that fit the stub in the big size. */
const LONG = 3;

/** ¥ and 折 are the style's: one element less in every ticket. */
function amountClass({ before, large, after }: Stub): string {
  if (!before) return after ? "tk-amount tk-amount--zhe" : "tk-amount tk-amount--words";
  return large.length > LONG ? "tk-amount tk-amount--long" : "tk-amount";
}
