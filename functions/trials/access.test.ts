// Who may call what, on whose thing: every call of the product, every caller, through the gateway and the handlers on the
// engine. A call without a row fails here: add one to functions/testing/access.
import { type Endpoint, httpCall, type RequestOf } from "@huike/shared/endpoint";
import { allEndpoints } from "../../dev/openapi/all-endpoints.ts";
import { campaignRows } from "../testing/access/campaign-rows.ts";
import { clerkRows } from "../testing/access/clerk-rows.ts";
import { memberRows } from "../testing/access/member-rows.ts";
import { operatorRows } from "../testing/access/operator-rows.ts";
import { profileRows } from "../testing/access/profile-rows.ts";
import { reportRows } from "../testing/access/report-rows.ts";
import { atConsole, type Cell, type Row, saidTo, things } from "../testing/access/row.ts";
import { wechatRows } from "../testing/access/wechat-rows.ts";
import { type Caller, callers, World } from "../testing/access/world.ts";
import { openChain } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";

// Reports first: what they count of today is a query a shop and four a channel, and the other rows open hundreds.
const rows: readonly Row[] = [
  ...reportRows,
  ...memberRows,
  ...clerkRows,
  ...operatorRows,
  ...campaignRows,
  ...wechatRows,
  ...profileRows,
];
const nameOf = (endpoint: Endpoint) => allEndpoints().find((one) => one.endpoint === endpoint)?.name ?? "?";
const titled = rows.map((row): [string, Row] => [nameOf(row.endpoint), row]);

const chain = openChain();
const world = new World(chain);
beforeAll(() => world.open(), 60_000);

/** Everything sent to either table that could change it. */
let writes = 0;
for (const client of [chain.tables.client, chain.tables.once]) {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (sent) => {
        if (/^(Put|Update|Delete|TransactWrite|BatchWrite)/.test(commandName)) writes += 1;
        return next(sent);
      },
    { step: "initialize" },
  );
}

/** Codes, sessions and shifts of the cell before are over: no cell waits for another's. */
const LATER_MS = 60_000;

const hasNoSession = (caller: Caller) => caller === "none" || caller === "expired" || caller === "forged";

/** As a phone or a stranger's program sends it, from a page of ours where the call is for browsers. */
async function said(endpoint: Endpoint, request: unknown, caller: Caller): Promise<string> {
  const { method, url, body } = httpCall(endpoint, request as RequestOf<Endpoint>);
  const token = caller === "none" ? undefined : world.person(caller).session.token;
  const response = await chain.raw(endpoint.audience, url, {
    method,
    headers: {
      ...{ origin: "http://chain.test", "content-type": "application/json" },
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (response.status === 200) return "ok";
  return ((await response.json()) as { error?: string }).error ?? `status ${response.status}`;
}

/** Somebody past the door, for whom the thing can be made: what the others ask for is that same thing. */
const insider = ({ may }: Row): Caller => may.at(-1) ?? "owner";

test("every call of the product has one row, and a row asks for something", () => {
  const named = rows.map(({ endpoint }) => nameOf(endpoint));
  expect([...named].sort()).toEqual(
    allEndpoints()
      .map(({ name }) => name)
      .sort(),
  );
  const empty = titled.filter(([, row]) => things.every((thing) => row[thing] === "none")).map(([name]) => name);
  expect(empty).toEqual([]);
  // Opening the world wrote, and was seen to.
  expect(writes).toBeGreaterThan(0);
});

test("auditors may read all there is in the console but the codes, and write nothing but their own sign-in", () => {
  const ofAuditor = rows.filter(({ endpoint, may }) => endpoint.audience === "operator" && may.includes("auditor"));
  const isOpen = (row: Row) => row.may.includes("member");
  const writes = ofAuditor
    .filter((row) => row.endpoint.method !== "GET" && !isOpen(row))
    .map((row) => nameOf(row.endpoint));
  // What is looked for goes in the body: it is a read all the same.
  expect(writes.sort()).toEqual(["EndSession", "FindMembers"]);
  const gets = rows.filter(({ endpoint }) => endpoint.audience === "operator" && endpoint.method === "GET");
  const hidden = gets.filter((row) => !ofAuditor.includes(row)).map((row) => nameOf(row.endpoint));
  expect(hidden).toEqual(["GetChannelCode"]);
});

describe.each(titled)("%s", (_, row) => {
  const cells = things.flatMap((thing) => {
    const cell = row[thing];
    return cell === "none" ? [] : [{ thing, cell }];
  });

  test("turns away whoever may not, whatever they ask for, and nothing is written", async () => {
    const outsiders = callers.filter((caller) => !row.may.includes(caller));
    const [seen, expected]: [string[], string[]] = [[], []];
    for (const { thing, cell } of cells) {
      chain.nowMs += LATER_MS;
      const request = await cell.ask(world, insider(row));
      writes = 0;
      for (const caller of outsiders) {
        seen.push(`${thing} ${caller}: ${await said(row.endpoint, request, caller)}`);
        expected.push(`${thing} ${caller}: ${hasNoSession(caller) ? "signed_out" : "forbidden"}`);
      }
      expect(writes).toBe(0);
      await cell.after?.(world, insider(row));
    }
    expect(seen).toEqual(expected);
  });

  test("answers each of the others as their place says", async () => {
    const [seen, expected]: [string[], string[]] = [[], []];
    for (const { thing, cell } of cells) {
      for (const caller of row.may) {
        chain.nowMs += LATER_MS;
        const request = await cell.ask(world, caller);
        seen.push(`${thing} ${caller}: ${await said(row.endpoint, request, caller)}`);
        expected.push(`${thing} ${caller}: ${saidTo(cell.says, caller)}`);
        await cell.after?.(world, caller);
      }
    }
    expect(seen).toEqual(expected);
  });
});

const atBrowsers = titled.filter(
  ([, { endpoint, may }]) => endpoint.audience === "operator" && !may.includes("member"),
);

/** What a signed-in browser must be told. */
function saidToBrowser({ endpoint, may }: Row, cell: Cell, caller: Caller): string {
  if (!may.includes(caller)) return "forbidden";
  return endpoint.stepUp ? "approval_needed" : saidTo(cell.says, caller);
}

describe.each(atBrowsers)("%s from a browser", (_, row) => {
  test("is the same, but that it waits for the phone where it must", async () => {
    const [seen, expected]: [string[], string[]] = [[], []];
    const cell = row.anothers === "none" ? row.own : row.anothers;
    if (cell === "none") throw new Error("there is nothing to ask for");
    for (const caller of atConsole) {
      chain.nowMs += LATER_MS;
      const request = await cell.ask(world, row.may.includes(caller) ? caller : insider(row));
      const browser = await new ConsoleBrowser(chain).signIn(world.person(caller));
      const answer = await browser.call(row.endpoint, request as RequestOf<Endpoint>);
      seen.push(`${caller}: ${answer.error ?? "ok"}`);
      expected.push(`${caller}: ${saidToBrowser(row, cell, caller)}`);
      await cell.after?.(world, caller);
    }
    expect(seen).toEqual(expected);
  });
});
