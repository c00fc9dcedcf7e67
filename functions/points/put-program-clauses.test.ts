// A change of the points programme, one clause at a time, on the real engine. The walk with operators is program.test.ts.
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { FIRST_PROGRAM, type Program } from "@huike/shared/program";
import { attributes } from "../platform/table.ts";
import { storeFields, storeKey } from "../store/store.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { shopFacts } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { type ProgramItem, programKey, programText } from "./program.items.ts";
import { putProgram } from "./put-program.ts";

describe("a points programme", () => {
  const bare = openBareTables();
  const meanwhile = new Meanwhile(bare.tables.client);
  const axe = new Axe(bare.tables.client);
  const refusedFor = (error: string) => ({ ok: false, error });
  const { unwritten } = bare;

  /** What stands: the programme in that version, 0 the one built in. */
  const begin = async (version: number) => {
    const { client, app } = bare.tables;
    await client.send(new DeleteItemCommand({ TableName: app, Key: attributes(programKey) }));
    if (version > 0) await bare.put({ ...programKey, ver: version, program: programText(FIRST_PROGRAM) });
    return bare.member();
  };
  type Operator = Awaited<ReturnType<typeof begin>>;
  const program = (change: Partial<Program> = {}): Program => ({ ...FIRST_PROGRAM, adjustLimit: 7, ...change });
  const put = (by: Operator, version: number, change: Partial<Program> = {}) =>
    putProgram(by, { version, program: program(change), why: "春季" }, bare.env);
  const answered = (version: number, change: Partial<Program> = {}) => ({
    ok: true,
    value: { version, program: program(change) },
  });
  const standing = () => bare.item<ProgramItem>(programKey);

  test.each([0, 1, 5])(
    "that stands in version %d is changed to the next, with who, when and why, once",
    async (ver) => {
      const operator = await begin(ver);
      expect(await put(operator, ver)).toEqual(answered(ver + 1));
      const signed = { by: operator.memberNo, at: bare.nowMs, why: "春季" };
      expect(await standing()).toEqual({ ...programKey, ver: ver + 1, program: programText(program()), ...signed });
      bare.nowMs += 1;
      await unwritten(() => put(operator, ver), answered(ver + 1));
      await unwritten(() => put(operator, ver, { adjustLimit: 8 }), refusedFor("program_changed"));
    },
  );

  test.each([
    [0, 1],
    [1, 2],
    [2, 1],
    [2, 0],
  ])("that stands in version %d is not changed from version %d", async (stands, version) => {
    const operator = await begin(stands);
    await unwritten(() => put(operator, version), refusedFor("program_changed"));
  });

  test("is the same change twice only from the same version", async () => {
    const operator = await begin(3);
    for (const version of [0, 1, 4])
      await unwritten(() => put(operator, version, FIRST_PROGRAM), refusedFor("program_changed"));
    await unwritten(() => put(operator, 2, FIRST_PROGRAM), answered(3, FIRST_PROGRAM));
  });

  test.each([0, 1])("is changed from version %d by the first of two only, but for the same change", async (version) => {
    const operator = await begin(version);
    meanwhile.beforeNext("UpdateItemCommand", () => put(operator, version));
    expect(await put(operator, version, { adjustLimit: 8 })).toEqual(refusedFor("program_changed"));
    expect(await standing()).toMatchObject({ ver: version + 1, program: programText(program()) });
    meanwhile.beforeNext("UpdateItemCommand", () => put(operator, version + 1));
    expect(await put(operator, version + 1)).toEqual(answered(version + 2));
  });

  test("has its levels in order", async () => {
    const operator = await begin(1);
    const tiers = FIRST_PROGRAM.tiers.slice(1);
    await unwritten(() => put(operator, 1, { tiers }), refusedFor("tiers_out_of_order"));
  });

  test("names shops of ours only", async () => {
    const operator = await begin(1);
    const ours = { storeId: "sto_aaaaaaaa", percent: 200 };
    const other = { storeId: "sto_bbbbbbbb", percent: 200 };
    await bare.put({ ...storeKey(ours.storeId), ver: 1, ...storeFields(shopFacts("一店")) });
    for (const storePercents of [[other], [ours, other]])
      await unwritten(() => put(operator, 1, { storePercents }), refusedFor("store_unknown"));
    expect(await put(operator, 1, { storePercents: [ours] })).toEqual(answered(2, { storePercents: [ours] }));
  });

  test("that the table did not answer for is not refused", async () => {
    const operator = await begin(1);
    const before = await bare.all();
    axe.plan(["before"]);
    await expect(put(operator, 1)).rejects.toThrow("cut before the call");
    expect(await bare.all()).toEqual(before);
  });
});
