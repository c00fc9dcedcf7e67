// One offer, or all of them a page at a time, for those who run them.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { type GetOffer, type ListOffers, OFFERS_PAGE_MAX } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { listedKey } from "./offer.items.ts";
import { readReport } from "./read-report.ts";

export async function showOffer(
  _caller: unknown,
  { offerId }: RequestOf<typeof GetOffer>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetOffer>, ErrorOf<typeof GetOffer>>> {
  const report = await readReport(env, offerId);
  return report ? ok(report) : refused("offer_unknown");
}

export async function listOffers(
  _caller: unknown,
  { after }: RequestOf<typeof ListOffers>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListOffers>, ErrorOf<typeof ListOffers>>> {
  // The first key behind `after`: ids hold no blank, and a blank sorts before all they hold.
  const range = { pk: listedKey("").pk, from: after === undefined ? "ofr_" : `${after} `, to: "ofr_~" };
  const limit = OFFERS_PAGE_MAX + 1;
  const listed = (await queryRange<{ sk: string }>(env.tables, range, { limit })).map(({ sk }) => sk);
  const page = listed.slice(0, OFFERS_PAGE_MAX);
  const reports = await Promise.all(page.map((offerId) => readReport(env, offerId)));
  const next = listed.length > page.length ? page.at(-1) : undefined;
  return ok({ offers: reports.filter((one) => one !== undefined), ...(next === undefined ? {} : { next }) });
}
