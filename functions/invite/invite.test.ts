import type { RequestOf } from "@huike/shared/endpoint";
import {
  AcceptInvite,
  INVITE_MS,
  ListInvites,
  MakeInvite,
  ReadInvite,
  RevokeInvite,
  readInviteText,
} from "@huike/shared/invite";
import { GetMe, ListStaff, PutStaff, RemoveOwner, type StaffRole } from "@huike/shared/staff";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

const chain = openChain();
let owner: Person;
let operator: Person;
let manager: Person;
let shop: string;
let elsewhere: string;
beforeAll(async () => {
  owner = await chain.owner();
  shop = await chain.shop("人民路店");
  elsewhere = await chain.shop("解放路店");
  operator = await staffOf("operator", []);
  manager = await staffOf("manager", [shop]);
});

async function staffOf(role: Exclude<StaffRole, "owner">, storeIds: string[]): Promise<Person> {
  const person = await chain.member();
  await chain.hire(person, storeIds, "20", { role });
  return person;
}
const offered = (change: Partial<RequestOf<typeof MakeInvite>> = {}): RequestOf<typeof MakeInvite> => ({
  ...{ inviteId: makeId("invite"), name: "李雷", clerkNo: "21", role: "clerk", storeIds: [shop], why: "新同事" },
  ...change,
});
const invited = async (by: Person, change: Partial<RequestOf<typeof MakeInvite>> = {}) => {
  const { text } = await chain.must(MakeInvite, offered(change), by);
  const read = readInviteText(text);
  if (!read) throw new Error(`${text} is no invite`);
  return read;
};
const accept = (invite: RequestOf<typeof AcceptInvite>, by: Person) => chain.call(AcceptInvite, invite, by);

describe("an invite", () => {
  test("is scanned, shown and accepted: the member is staff at once, once", async () => {
    const invite = await invited(operator);
    const [one, two] = [await chain.member(), await chain.member()];
    expect(await chain.must(ReadInvite, invite, one)).toMatchObject({
      ...{ name: "李雷", clerkNo: "21", role: "clerk", storeNames: ["人民路店"] },
    });
    const answers = await Promise.all([one, two].map((person) => accept(invite, person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = answers[0]?.status === 200 ? [one, two] : [two, one];
    expect((await chain.must(GetMe, {}, first)).staff).toMatchObject({
      role: "clerk",
      clerkNo: "21",
      storeIds: [shop],
    });
    expect(await accept(invite, first)).toMatchObject({ status: 200, value: { role: "clerk" } });
    expect(await chain.must(ReadInvite, invite, first)).toMatchObject({ isMine: true });
    expect(await chain.call(ReadInvite, invite, second)).toMatchObject({ status: 409, error: "invite_taken" });
    expect((await chain.call(GetMe, {}, second)).status).toBe(403);
    const [listed] = (await chain.must(ListInvites, {}, operator)).invites;
    expect(listed).toMatchObject({ state: "accepted", acceptedBy: numberOf(first), by: numberOf(operator) });
  });

  test("is nothing without what was in the QR, which no list holds", async () => {
    const { inviteId, secret } = await invited(owner, { role: "operator", storeIds: [] });
    expect(JSON.stringify(await chain.must(ListInvites, {}, operator))).not.toContain(secret);
    expect(JSON.stringify(await chain.items())).not.toContain(secret);
    const wrong = { inviteId, secret: `${secret.startsWith("A") ? "B" : "A"}${secret.slice(1)}` };
    for (const call of [AcceptInvite, ReadInvite]) {
      expect(await chain.call(call, wrong, operator)).toMatchObject({ status: 404, error: "invite_unknown" });
    }
  });

  test("asked for again is the same code for who made it, and for nobody else", async () => {
    const request = offered();
    const first = await chain.must(MakeInvite, request, operator);
    expect(await chain.must(MakeInvite, request, operator)).toEqual(first);
    expect(await chain.call(MakeInvite, request, owner)).toMatchObject({ status: 409, error: "invite_exists" });
    expect(await chain.call(MakeInvite, { ...request, role: "manager" }, operator)).toMatchObject({
      error: "invite_exists",
    });
  });

  test("is over after a day, and when it was taken back", async () => {
    const [late, gone] = [await invited(operator), await invited(operator)];
    const person = await chain.member();
    const revoke = () => chain.call(RevokeInvite, { inviteId: gone.inviteId, why: "test" }, operator);
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).status).toBe(200);
    expect(await accept(gone, person)).toMatchObject({ status: 410, error: "invite_revoked" });
    chain.nowMs += INVITE_MS;
    expect(await accept(late, person)).toMatchObject({ status: 410, error: "invite_over" });
    expect((await chain.call(GetMe, {}, person)).status).toBe(403);
  });

  test("that was accepted is not taken back", async () => {
    const invite = await invited(operator);
    await accept(invite, await chain.member());
    expect(await chain.call(RevokeInvite, { inviteId: invite.inviteId, why: "test" }, operator)).toMatchObject({
      error: "invite_taken",
    });
  });

  test("is void where who made it has left or fallen below it meanwhile", async () => {
    const [gone, fallen, moved] = [
      await staffOf("operator", []),
      await staffOf("operator", []),
      await staffOf("manager", [shop]),
    ];
    const invites = [
      await invited(gone),
      await invited(fallen, { role: "manager" }),
      await invited(moved),
      await invited(manager),
    ];
    await chain.hire(gone, [], "20", { role: "operator", state: "left" });
    await chain.hire(fallen, [shop], "20", { role: "manager" });
    await chain.hire(moved, [elsewhere], "20", { role: "manager" });
    const person = await chain.member();
    for (const invite of invites.slice(0, 3)) {
      expect(await accept(invite, person)).toMatchObject({ status: 403, error: "invite_lapsed" });
    }
    expect((await chain.call(GetMe, {}, person)).status).toBe(403);
    expect((await accept(invites[3] as RequestOf<typeof AcceptInvite>, person)).status).toBe(200);
  });

  test("lowers nobody: who is of that rank or above has no use for it", async () => {
    const invite = await invited(owner, { role: "manager" });
    for (const person of [owner, operator, manager]) {
      expect(await accept(invite, person)).toMatchObject({ status: 409, error: "invite_not_needed" });
    }
    const clerk = await chain.clerk([elsewhere]);
    expect((await accept(invite, clerk)).status).toBe(200);
    expect((await chain.must(GetMe, {}, clerk)).staff).toMatchObject({ role: "manager", storeIds: [shop] });
  });

  test.each<[string, () => Person, StaffRole, () => string[], string]>([
    ["an operator", () => operator, "operator", () => [], "rank_too_high"],
    ["an operator", () => operator, "auditor", () => [], "rank_too_high"],
    ["an operator", () => operator, "owner", () => [], "rank_too_high"],
    ["a manager", () => manager, "manager", () => [shop], "rank_too_high"],
    ["a manager", () => manager, "clerk", () => [elsewhere], "not_your_store"],
    ["a manager", () => manager, "clerk", () => [shop, elsewhere], "not_your_store"],
    ["an operator", () => operator, "clerk", () => [], "invite_needs_shop"],
    ["an operator", () => operator, "clerk", () => ["sto_zzzz"], "store_unknown"],
  ])("%s may not invite: %#", async (_, by, role, storeIds, error) => {
    expect(await chain.call(MakeInvite, offered({ role, storeIds: storeIds() }), by())).toMatchObject({ error });
  });

  test("of another shop is not a manager's to see or take back", async () => {
    const invite = await invited(operator, { storeIds: [elsewhere] });
    const own = await invited(operator);
    const seen = (await chain.must(ListInvites, {}, manager)).invites.map(({ inviteId }) => inviteId);
    expect(seen).toContain(own.inviteId);
    expect(seen).not.toContain(invite.inviteId);
    expect(await chain.call(RevokeInvite, { inviteId: invite.inviteId, why: "test" }, manager)).toMatchObject({
      error: "not_your_store",
    });
  });
});

describe("a manager's staff", () => {
  const hiring = (memberNo: string, storeIds: string[], change = {}): RequestOf<typeof PutStaff> => ({
    ...{ memberNo, name: "王芳", clerkNo: "22", role: "clerk", storeIds, state: "active", why: "test" },
    ...change,
  });

  test("are clerks of own shops; whoever works elsewhere stays there", async () => {
    const person = numberOf(await chain.member());
    const shared = await staffOf("clerk", [shop, elsewhere]);
    const own = await staffOf("clerk", [shop]);
    const put = (request: RequestOf<typeof PutStaff>) => chain.call(PutStaff, request, manager);
    expect(await put(hiring(person, [elsewhere]))).toMatchObject({ status: 403, error: "not_your_store" });
    expect(await put(hiring(person, []))).toMatchObject({ error: "not_your_store" });
    expect(await put(hiring(person, [shop], { role: "manager" }))).toMatchObject({ error: "rank_too_high" });
    expect(await put(hiring(numberOf(shared), [shop]))).toMatchObject({ error: "not_your_store" });
    expect(await put(hiring(numberOf(operator), [shop]))).toMatchObject({ error: "rank_too_high" });
    expect(await put(hiring(numberOf(manager), [shop]))).toMatchObject({ error: "rank_too_high" });
    expect((await put(hiring(person, [shop]))).status).toBe(200);
    expect((await put(hiring(numberOf(own), [shop], { state: "left" }))).status).toBe(200);
    expect((await put(hiring(numberOf(own), [shop]))).status).toBe(200);
  });

  test("are listed with what was changed last, by whom and why; those of other shops are not", async () => {
    const [mine, theirs] = [await staffOf("clerk", [shop]), await staffOf("clerk", [elsewhere])];
    chain.nowMs += 1;
    await chain.hire(mine, [shop], "20", { state: "left", why: "回老家" });
    for (let i = 0; i < 2; i++) await chain.projectAll();
    const all = (await chain.must(ListStaff, {}, operator)).staff;
    const ofManager = (await chain.must(ListStaff, {}, manager)).staff;
    const row = {
      memberNo: numberOf(mine),
      state: "left",
      why: "回老家",
      changedAtMs: chain.nowMs,
      by: numberOf(owner),
    };
    expect(all).toContainEqual(expect.objectContaining(row));
    expect(all.filter(({ memberNo }) => memberNo === numberOf(mine))).toHaveLength(1);
    expect(ofManager).toContainEqual(expect.objectContaining(row));
    expect(all.map(({ memberNo }) => memberNo)).toContain(numberOf(theirs));
    expect(ofManager.map(({ memberNo }) => memberNo)).not.toContain(numberOf(theirs));
  });
});

describe("owners", () => {
  const remove = (who: Person, by: Person) => chain.call(RemoveOwner, { memberNo: numberOf(who), why: "test" }, by);

  test("are made by an owner's invite, and never all leave", async () => {
    expect(await remove(owner, owner)).toMatchObject({ status: 409, error: "owner_last" });
    const second = await chain.member();
    expect((await accept(await invited(owner, { role: "owner", storeIds: [] }), second)).status).toBe(200);
    expect((await chain.must(GetMe, {}, second)).staff.role).toBe("owner");
    const answers = await Promise.all([remove(owner, second), remove(second, owner)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [left, stays] = answers[0]?.status === 200 ? [owner, second] : [second, owner];
    chain.nowMs += 15_000;
    expect((await chain.call(GetMe, {}, left)).status).toBe(403);
    expect((await remove(left, stays)).status).toBe(200);
    expect(await remove(operator, stays)).toMatchObject({ status: 404, error: "staff_unknown" });
    expect(await remove(stays, stays)).toMatchObject({ error: "owner_last" });
    const owners = (await chain.items()).filter((item) => item.role?.S === "owner" && item.state?.S === "active");
    expect(owners).toHaveLength(1);
    if (stays !== owner)
      expect((await accept(await invited(stays, { role: "owner", storeIds: [] }), owner)).status).toBe(200);
  });

  test("who were removed come back by an invite", async () => {
    const second = await chain.member();
    const [first, again] = [
      await invited(owner, { role: "owner", storeIds: [] }),
      await invited(owner, { role: "owner", storeIds: [] }),
    ];
    await accept(first, second);
    expect((await remove(second, owner)).status).toBe(200);
    expect((await accept(again, second)).status).toBe(200);
    expect((await chain.must(GetMe, {}, second)).staff.role).toBe("owner");
  });
});
