// What a member told of themselves, and the rows people are found by:
//   app MBR#m / ABOUT              all of it; `n` counts its changes, and every change is made to the one it was read of
//   app TEL#<hmac of the number> / ID   whose number it is: one number is one member's
//   app TEL4#<last four> / m       whom a tail may be of
//   app NAM#<first character> / <name in small letters>#m
// A change and its rows are one transaction, so nobody is found by what they have deleted. The number itself lies sealed
// (platform/seal.ts), under the one attribute the audit never shows.
import { createHmac } from "node:crypto";
import { DAY_MS } from "@huike/shared/day";
import type { Profile } from "@huike/shared/profile";
import { BIRTHDAY_KEPT_DAYS } from "@huike/shared/profile";
import type { Key } from "../platform/table.ts";

export const profileKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "ABOUT" });

export type ProfileItem = {
  n: number;
  /** As it was typed; as it is looked for. */
  nm?: string;
  nmk?: string;
  /** The number, sealed; what of it people see; the part of its key that says nothing; its last four digits. */
  sealed?: string;
  telm?: string;
  telk?: string;
  tail?: string;
  /** Month and day, and when they were given, in ms: the time stays when they are deleted. */
  bd?: number;
  bdAt?: number;
  /** The member who had the number this one tried to give. */
  cl?: string;
};

/** What a sealed number is, to the seal: moved to another member it does not open. */
export const sealedAs = (memberNo: string): string => `phone of ${memberNo}`;

/** `phone`: +8613800138000. */
export const phoneHash = (unionKey: Buffer, phone: string): string =>
  createHmac("sha256", unionKey).update(`phone ${phone}`).digest("base64url");
export const phoneKey = (hash: string): Key => ({ pk: `TEL#${hash}`, sk: "ID" });
export type PhoneItem = { mbr: string };

export const tailPk = (tail: string): string => `TEL4#${tail}`;
export const tailKey = (tail: string, memberNo: string): Key => ({ pk: tailPk(tail), sk: memberNo });

/** Alike for all ways of writing one name: width, case and blanks make no difference. */
export const searched = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
export const namePk = (form: string): string => `NAM#${[...form][0] ?? ""}`;
export const nameKey = (form: string, memberNo: string): Key => ({ pk: namePk(form), sk: `${form}#${memberNo}` });

const birthdayFromMs = ({ bdAt }: ProfileItem): number | undefined =>
  bdAt === undefined ? undefined : bdAt + BIRTHDAY_KEPT_DAYS * DAY_MS;

export function readProfile(item: ProfileItem | undefined, nowMs: number): Profile {
  if (!item) return {};
  const fromMs = birthdayFromMs(item);
  return {
    ...(item.nm === undefined ? {} : { name: item.nm }),
    ...(item.telm === undefined ? {} : { phone: item.telm }),
    ...(item.bd === undefined ? {} : { birthday: item.bd }),
    ...(fromMs === undefined || fromMs <= nowMs ? {} : { birthdayFromMs: fromMs }),
  };
}

/** +8613800138000 → 138****8000; of other countries +852 ****4567. */
export function maskedPhone({ country, number }: { readonly country: string; readonly number: string }): string {
  const tail = number.slice(-4);
  return country === "86" ? `${number.slice(0, 3)}****${tail}` : `+${country} ****${tail}`;
}
