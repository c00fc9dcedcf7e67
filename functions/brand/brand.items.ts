// SYS / BRAND          name and colours as they stand, and which logo
// SYS / LOGO#<hash>    a logo, named by what it is and never changed: home asks for the brand's version alone, and the
//                      audit shows that another was put, not twenty kilobytes twice
import { createHash } from "node:crypto";
import type { Brand } from "@huike/shared/brand";
import type { Key } from "../platform/table.ts";

export const brandKey: Key = { pk: "SYS", sk: "BRAND" };
export const logoKey = (hash: string): Key => ({ pk: "SYS", sk: `LOGO#${hash}` });

export type BrandItem = { ver: number; name: string; accent: string; card: string; logo?: string };
export type LogoItem = { data: string };

export const logoHash = (logo: string): string => createHash("sha256").update(logo).digest("base64url").slice(0, 22);

export const brandFields = ({ name, accent, card, logo }: Brand): Omit<BrandItem, "ver"> => ({
  ...{ name, accent, card },
  ...(logo === undefined ? {} : { logo: logoHash(logo) }),
});
