// A campaign where its day is: when, how it stands, its name.
import type { ListCampaigns } from "@huike/shared/campaign";
import { clockTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { Link } from "wouter";
import { useWords } from "../../text/language";
import { State } from "../../ui/State";
import { stateTone, words } from "./words";

export type Listed = ResponseOf<typeof ListCampaigns>["campaigns"][number];
/** One that has a day. */
export type Due = Listed & { readonly dueAtMs: number };

export function DueLink({ due: { campaignId, name, dueAtMs, state, path } }: { readonly due: Due }) {
  const w = useWords(words);
  return (
    <Link href={`/campaigns/${campaignId}`} className="day__due">
      <State tone={stateTone[state]}>{clockTime(dueAtMs)}</State>{" "}
      {path === "mass" && <span className="day__mass">{w.massDay} </span>}
      {name}
    </Link>
  );
}
