// Wraps a coupon for a friend. The gift's id is made and kept before it is sent: it is all the link carries, and a lost
// answer must not leave a coupon wrapped under an id nobody knows.
import { GiveCoupon } from "@huike/shared/gift";
import { call } from "../../../api/call";
import { makeId, type Slot, sendKept } from "../../../api/kept-id";
import type { Answer } from "../../../api/send";
import { addClaimed, refreshHome } from "../../../state/home-state";
import type { Held } from "../../../state/wallet";

export async function wrapCoupon({ coupon, face }: Held): Promise<Answer<typeof GiveCoupon>> {
  const { offerId, n } = coupon;
  const answer = await sendKept(
    giftSlot(offerId, n),
    () => makeId("gift"),
    (giftId) => call(GiveCoupon, { giftId, offerId, n }),
  );
  if (answer.ok) addClaimed({ coupon: { ...coupon, state: "giving", gift: answer.value }, face });
  void refreshHome();
  return answer;
}

const giftSlot = (offerId: string, n: number): Slot<string> => ({
  key: `gift:${offerId}#${n}`,
  read: (stored) => (typeof stored === "string" ? stored : undefined),
});
