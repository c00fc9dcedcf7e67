// Every page of the real build opens on a phone without a signal, with nothing stored, and breaks nothing:
// the worst first minute a page can have.
import { setTimeout as sleep } from "node:timers/promises";
import { Hand } from "./hand.ts";
import { weappDist } from "./weapp-dist.ts";
import { pagesOf } from "./weapp-host/bundle.ts";
import { createHost, type WeappHost } from "./weapp-host/host.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const bundle = packWeapp(weappDist);
/** Skeletons come after 200 ms, first answers before. */
const SETTLED_MS = 300;
let host: WeappHost;
afterEach(() => host.close());

test.each(pagesOf(bundle.app))("%s opens", async (path) => {
  host = createHost(bundle);
  const hand = new Hand(host);
  host.launch({ path, query: { scene: "k7m2q9ra" }, scene: 1047 });
  await hand.sees(/./);
  await sleep(SETTLED_MS);
  expect(host.log.errors).toEqual([]);
});
