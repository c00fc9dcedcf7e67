// Home's count of today in a chain of 500 shops with five channels each, on a day when every shop sold something and every
// channel was scanned: queries of an instance that knows nothing, of one that knows the day but for the five of a hundred
// places where something came since, and of one that knows it all, beside every partition there is to ask.
import { BatchWriteItemCommand, DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDay } from "@huike/shared/day";
import { countDay } from "../functions/chain/count-day.ts";
import { countAsks, listAsks } from "../functions/chain/list-asks.ts";
import { channelKey, listedChannelKey } from "../functions/channel/channel.items.ts";
import { attributes, type Item } from "../functions/platform/table.ts";
import { landRow } from "../functions/projection/land-row.ts";
import { beginMarks } from "../functions/projection/mark-places.ts";
import { MARKED_FROM } from "../functions/projection/marks.items.ts";
import { type Row as DerivedRow, touchRows } from "../functions/projection/rows.ts";
import { saleRow } from "../functions/projection/shift-rows.ts";
import { projectStore } from "../functions/store/project-store.ts";
import { storeFields } from "../functions/store/store.items.ts";
import { Asked } from "../functions/testing/asked.ts";
import type { Chain } from "../functions/testing/chain.ts";
import { openBehind } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import { syntheticShops } from "./synthetic-shops.ts";

const SHOPS = 500;
const CHANNELS_EACH = 5;
/** Of a hundred places. */
const CHANGED = 5;
/** As the stream brings them. */
const BATCH = 100;
const QUIET_MS = 30_000;

type Place = { readonly storeId: string; readonly scenes: readonly string[] };

export async function measureToday(): Promise<Row[]> {
  // Nothing between: it is queries that are counted here, where they are sent.
  const { chain, stop } = await openBehind(async (endpoint) => ({ endpoint, stop: () => undefined }));
  const asked = new Asked(chain.tables.client);
  const places = await openPlaces(chain);
  const day = businessDay(chain.nowMs);
  const home = async () => {
    const { env } = chain;
    chain.nowMs += QUIET_MS;
    asked.take();
    await countDay(env, await listAsks(env, day), { withBuyers: false });
    return asked.take().length;
  };
  await land(chain, places, 1);
  chain.forget();
  const cold = await home();
  const quiet = await home();
  await land(chain, places.slice(0, (places.length * CHANGED) / 100), 2);
  const changed = await home();
  // As it was before there were marks: what would be asked is known without asking.
  const Key = attributes(MARKED_FROM);
  await chain.tables.client.send(new DeleteItemCommand({ TableName: chain.tables.views, Key }));
  const everywhere = countAsks(await listAsks(chain.coldEnv(), day));
  await stop();

  const versus = (id: string, what: string, value: number, goal: number): Row =>
    row({
      ...{
        id: `today.${id}.queries`,
        what: `home's count, ${SHOPS} shops × ${CHANNELS_EACH} channels, ${what}: queries`,
      },
      ...{ value, unit: "queries", anchor: "every shop and channel asked", anchorValue: everywhere },
      ...{ goal: `≤ ${goal}`, isMet: (measured) => measured.value <= goal },
    });
  const all = SHOPS * (1 + CHANNELS_EACH);
  return [
    versus("cold", "a cold instance, all of them busy", cold, all + 50),
    versus("changed", `${CHANGED} % changed since`, changed, (all * CHANGED) / 100 + 10),
    versus("quiet", "nothing changed since", quiet, 10),
  ];
}

async function openPlaces(chain: Chain): Promise<Place[]> {
  await beginMarks(chain.env);
  const shops = syntheticShops(SHOPS);
  await Promise.all(
    shops.map(({ storeId, ...facts }) =>
      projectStore(storeId, { ver: 1, name: facts.name, facts: String(storeFields(facts).facts) }, chain.env),
    ),
  );
  const places = shops.map(({ storeId }, shop) => ({
    storeId,
    scenes: Array.from({ length: CHANNELS_EACH }, (_, i) => `c${String(shop).padStart(4, "0")}${i}`),
  }));
  const items = places.flatMap(({ storeId, scenes }) =>
    scenes.flatMap((scene): Item[] => [
      { ...channelKey(scene), kind: "campaign", name: "海报", storeId, offerId: "ofr_x", state: "active" },
      listedChannelKey(scene),
    ]),
  );
  for (let i = 0; i < items.length; i += 25) {
    const puts = items.slice(i, i + 25).map((item) => ({ PutRequest: { Item: attributes(item) } }));
    await chain.tables.client.send(new BatchWriteItemCommand({ RequestItems: { [chain.tables.app]: puts } }));
  }
  return places;
}

/** A sale in each shop and somebody at each of its channels. */
async function land(chain: Chain, places: readonly Place[], nth: number): Promise<void> {
  const { env, nowMs } = chain;
  const memberNo = String(912_345_670 + nth);
  const sale = { pk: `MBR#${memberNo}`, sk: `SAL#ord_${nth}`, st: "s", at: nowMs, clk: "923456789", off: 0 } as const;
  const rows = places.flatMap(({ storeId, scenes }): DerivedRow[] => [
    saleRow(memberNo, `ord_${nth}`, { ...sale, no: "03", sto: storeId, sn: "店", pay: 100 }),
    ...scenes.flatMap((scene) => touchRows(memberNo, scene, nowMs)),
  ]);
  for (let i = 0; i < rows.length; i += BATCH) {
    await Promise.all(rows.slice(i, i + BATCH).map((one) => landRow(one, env, { stands: false })));
  }
}
