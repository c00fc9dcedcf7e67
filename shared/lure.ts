// 诱导关注、诱导分享: WeChat forbids promising something for following or for passing on, and takes an account's abilities
// away for it (《微信公众平台运营规范》). A text that does is refused here with the words named, before anybody reads it.
// Whoever has followed may be given a coupon; what must not stand in a text is that following earns it.

/** What is promised. Parcels are sent too, so 配送 is nothing of the kind. */
const REWARD =
  "(?:(?<![配派运发寄])送|赠|领|抽奖|返现|立减|免费|免单|有礼|有奖|红包|奖励|积分|优惠券|代金券|[即就可能后][得享])";
/** Between the act and what it earns, within one clause. */
const GAP = "[^\\p{P}\\n]{0,8}?";

const LURES = [
  new RegExp(`关注${GAP}${REWARD}`, "u"),
  /关注[^\p{P}\n]{0,8}?(?:才能|才可|方可|方能)/u,
  new RegExp(`(?:转发|分享)${GAP}${REWARD}`, "u"),
  /(?:转发|分享)[^\p{P}\n]{0,8}?(?:才能|才可|方可|方能)/u,
  /集[齐满]?\d*个?赞|点赞满\d|邀请[^\p{P}\n]{0,6}?关注/u,
  /\bfollow(?:ing)?\b[^.!?\n]{0,40}\b(?:get|earn|win|gift|free|reward|coupon|off)\b/i,
  /\b(?:share|repost|forward)(?:ing)?\b[^.!?\n]{0,40}\b(?:get|earn|win|gift|free|reward|coupon|off)\b/i,
] as const;

/** Words are split with blanks and invisible letters to get past a list. */
const closed = (text: string): string => text.normalize("NFKC").replace(/[\p{Cf}\p{Zs}]/gu, "");

/** The words of a text that promise something for following or passing on; nothing in an honest one. */
export function lureIn(text: string): string | undefined {
  const plain = text.normalize("NFKC");
  for (const lure of LURES) {
    const found = lure.exec(plain)?.[0] ?? lure.exec(closed(text))?.[0];
    if (found) return found;
  }
  return undefined;
}
