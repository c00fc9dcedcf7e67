// Says what a scanned or typed text is. One place, so that every scanner names the same thing alike.
import { OfferId, StoreId } from "./id.ts";

export type Scanned =
  | { is: "member"; code: string; memberNo: string; timeCode: string; coupon?: { offerId: string; n: number } }
  | { is: "table_card"; storeId: string }
  | { is: "payment" }
  | { is: "unknown" };

const MEMBER = /^9(\d{9})(\d{8})(?::([0-9A-Z]{4,8}):(\d{1,3}))?$/;
/** 付款码: WeChat 18 digits from 10–15, Alipay 16–24 digits from 25–30. */
const PAYMENT = /^(1[0-5]\d{16}|(2[5-9]|30)\d{14,22})$/;
const TABLE_CARD = /^HKT:(.+)$/;

export function readScan(text: string): Scanned {
  const compact = text.replace(/\s/g, "");
  const member = MEMBER.exec(compact);
  if (member) return readMember(compact, member);
  if (PAYMENT.test(compact)) return { is: "payment" };
  const storeId = TABLE_CARD.exec(compact)?.[1];
  if (storeId !== undefined && StoreId.safeParse(storeId).success) return { is: "table_card", storeId };
  return { is: "unknown" };
}

function readMember(compact: string, [, memberNo = "", timeCode = "", offer, n]: RegExpExecArray): Scanned {
  const code = compact.slice(0, 18);
  if (offer === undefined) return { is: "member", code, memberNo, timeCode };
  const offerId = `ofr_${offer.toLowerCase()}`;
  if (!OfferId.safeParse(offerId).success) return { is: "unknown" };
  return { is: "member", code, memberNo, timeCode, coupon: { offerId, n: Number(n) } };
}

/** What the table card of a shop says. */
export const tableCard = (storeId: string): string => `HKT:${storeId}`;

/** Plain texts of our own that only 回客 reads: WeChat's own scanner shows them and opens nothing. */
export const SIGN_IN_PREFIX = "huike:signin:";
export const INVITE_PREFIX = "huike:invite:";

/** What the phone looks at before it loads the page that reads the rest. */
export const isInviteText = (text: string): boolean => text.startsWith(INVITE_PREFIX);
