import { FIRST_PROGRAM, GetProgram, PutProgram } from "@huike/shared/program";
import { openChain } from "../testing/chain.ts";

describe("the points programme", () => {
  const chain = openChain();
  const why = "spring";

  test("is built in until one is put, and changes from the version its operator saw", async () => {
    const owner = await chain.owner();
    expect(await chain.must(GetProgram, {}, owner)).toEqual({ version: 0, program: FIRST_PROGRAM });
    const program = { ...FIRST_PROGRAM, centipointsPerYuan: 200 };
    const put = { version: 0, program, why };
    expect(await chain.must(PutProgram, put, owner)).toEqual({ version: 1, program });
    expect(await chain.must(GetProgram, {}, owner)).toEqual({ version: 1, program });
    // Sent twice it is one change; another from the same version is somebody's who looked too early.
    expect(await chain.must(PutProgram, put, owner)).toEqual({ version: 1, program });
    const other = { ...put, program: { ...program, adjustLimit: 5 } };
    expect(await chain.call(PutProgram, other, owner)).toMatchObject({ status: 409, error: "program_changed" });
    expect(await chain.must(PutProgram, { ...other, version: 1 }, owner)).toMatchObject({ version: 2 });
    expect(await chain.call(PutProgram, { ...put, version: 7 }, owner)).toMatchObject({ error: "program_changed" });
  });

  test("is refused with a sentence when tiers are out of order or a shop is none of ours", async () => {
    const owner = await chain.owner();
    const before = await chain.must(GetProgram, {}, owner);
    const tiers = FIRST_PROGRAM.tiers.slice(1);
    const put = (change: Partial<typeof FIRST_PROGRAM>) =>
      chain.call(PutProgram, { version: 0, program: { ...FIRST_PROGRAM, ...change }, why }, owner);
    expect(await put({ tiers })).toMatchObject({ status: 400, error: "tiers_out_of_order" });
    expect(await put({ storePercents: [{ storeId: "sto_aaaaaaaa", percent: 200 }] })).toMatchObject({
      status: 404,
      error: "store_unknown",
    });
    expect(await put({ centipointsPerYuan: 1_001 })).toMatchObject({ status: 400, error: "bad_request" });
    const clerk = await chain.clerkOnShift(await chain.shop());
    expect(await chain.call(PutProgram, { version: 0, program: FIRST_PROGRAM, why }, clerk)).toMatchObject({
      status: 403,
    });
    expect(await chain.must(GetProgram, {}, owner)).toEqual(before);
  });
});
