// Which thing a key of the table means, by a name where the console knows one and with a link where it has a page.
import { spacedMemberNo } from "@huike/shared/id";
import type { StoreRow } from "@huike/shared/store-facts";
import { Link } from "wouter";
import { useStaffNames } from "../../api/use-staff-names";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useOfferTitles } from "../channels/use-offer-titles";

type Names = {
  readonly stores: readonly StoreRow[] | undefined;
  readonly titles: ReadonlyMap<string, string>;
  readonly nameOf: (memberNo: string) => string;
};

/** Once a page, however many things it names. */
export function useNames(): Names {
  const { stores } = useStores();
  const { nameOf } = useStaffNames();
  return { stores, nameOf, titles: useOfferTitles() };
}

export function Thing({ of, names: { stores, titles, nameOf } }: { readonly of: string; readonly names: Names }) {
  const [pk = "", sk = ""] = of.split(" ");
  const [kind = "", id = ""] = pk.split("#");
  if (kind === "OFR") return <Link href={`/offers/${id}`}>{titles.get(id) ?? `…${id.slice(-6)}`}</Link>;
  if (kind === "STO") return <Link href={`/stores/${id}`}>{storeNameOf(stores, id)}</Link>;
  if (kind === "STF") return <span className="num">{nameOf(id)}</span>;
  if (kind === "MBR" || kind === "LED") return <span className="num">{spacedMemberNo(id)}</span>;
  if (kind === "CHN") return <span className="num">{id.toUpperCase()}</span>;
  if (pk === "SYS") return null;
  if (/^[A-Z]+$/.test(pk)) return <span className="num">…{sk.slice(-6)}</span>;
  if (/^[A-Z]+$/.test(kind)) return <span className="num">…{id.slice(-6)}</span>;
  return <code className="thing__key">{of}</code>;
}
