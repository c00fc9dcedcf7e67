// Who is held out of a campaign: a hash of campaign and member, so that it is the same whoever asks and whenever, and
// one campaign's hold-out says nothing about another's.
import { createHash } from "node:crypto";

/** `permille` of 100: one in ten. */
export function isHeldOut(campaignId: string, memberNo: string, permille: number): boolean {
  const digest = createHash("sha256").update(`${campaignId}#${memberNo}`).digest();
  return digest.readUInt32BE(0) < (permille / 1000) * 2 ** 32;
}
