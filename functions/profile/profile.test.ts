import { DAY_MS } from "@huike/shared/day";
import { DropMemberPhone, FindMembers, RevealPhone, ShowMember } from "@huike/shared/members";
import { DropPhone, GetProfile, GivePhone, PutBirthday, PutName } from "@huike/shared/profile";
import { factsKey, unpackFacts } from "../audience/facts.items.ts";
import { recordChange } from "../audit/record-change.ts";
import { fields, type Key } from "../platform/table.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { numberCode, putSim } from "../testing/phone-button.ts";

const chain = openChain();

const give = async (person: Person, number: string, country?: string) => {
  await putSim(chain, person, number, country);
  return chain.call(GivePhone, { code: await numberCode(chain, person) }, person);
};
/** The projector puts the facts of members that were made since. */
const found = async (find: string) => {
  await chain.projectAll();
  const { members } = await chain.must(FindMembers, { text: find }, await chain.owner());
  return members.map(({ memberNo }) => memberNo);
};
/** Every key anybody is found by. */
const rows = async (): Promise<string[]> =>
  (await chain.items())
    .map((item) => fields<Key>(item))
    .filter(({ pk }) => /^(TEL|TEL4|NAM)#/.test(pk))
    .map(({ pk, sk }) => `${pk.startsWith("TEL#") ? "TEL" : pk} ${sk}`)
    .sort();

describe("a phone number", () => {
  test("is given by the button's code, shown masked, found whole, by its tail and by no other", async () => {
    const person = await chain.member();
    expect((await give(person, "13957246813")).value).toEqual({ phone: "139****6813" });
    expect(await chain.must(GetProfile, {}, person)).toEqual({ phone: "139****6813" });
    for (const find of [
      "13957246813",
      "139 5724 6813",
      "+8613957246813",
      "86-13957246813",
      "１３９５７２４６８１３",
      "6813",
    ])
      expect(await found(find)).toContain(numberOf(person));
    for (const find of ["13957246814", "6814", "+113957246813", "12345", "00000"])
      expect(await found(find)).toEqual([]);
    const text = JSON.stringify(await chain.items());
    expect(text).not.toContain("57246813");
  });

  test("of another country is kept with its country", async () => {
    const person = await chain.member();
    expect((await give(person, "51234567", "852")).value).toEqual({ phone: "+852 ****4567" });
    expect(await found("+85251234567")).toEqual([numberOf(person)]);
    expect(await found("51234567")).toEqual([]);
  });

  test("takes the place of the one before, which is nobody's then", async () => {
    const [person, next] = [await chain.member(), await chain.member()];
    for (const number of ["13711110001", "13711110002", "13822220002"]) {
      expect(await give(person, number)).toMatchObject({ status: 200 });
      expect(await found(number)).toEqual([numberOf(person)]);
    }
    expect(await found("13711110001")).toEqual([]);
    expect(await found("13711110002")).toEqual([]);
    expect(await found("0002")).toEqual([numberOf(person)]);
    expect(await give(next, "13711110001")).toMatchObject({ status: 200 });
  });

  test("that is another's stays theirs, with a sentence, and the shop sees whose", async () => {
    const [first, second] = [await chain.member(), await chain.member()];
    await give(first, "13733330001");
    await give(second, "13733330002");
    const before = await rows();
    const refusal = await give(second, "13733330001");
    expect(refusal).toMatchObject({ status: 409, error: "phone_of_other" });
    expect(refusal.message?.zh).toContain("请联系门店");
    expect(await rows()).toEqual(before);
    expect(await chain.must(GetProfile, {}, second)).toEqual({ phone: "137****0002" });
    const owner = await chain.owner();
    const memberNo = numberOf(second);
    expect(await chain.must(ShowMember, { memberNo }, owner)).toMatchObject({ phoneOfMemberNo: numberOf(first) });
    const drop = { memberNo: numberOf(first), why: "号码换人了" };
    await chain.must(DropMemberPhone, drop, owner);
    expect(await chain.call(DropMemberPhone, drop, owner)).toMatchObject({ status: 404, error: "phone_unknown" });
    expect(await give(second, "13733330001")).toMatchObject({ status: 200 });
    expect((await chain.must(ShowMember, { memberNo }, owner)).phoneOfMemberNo).toBeUndefined();
  });

  test("of ten who give it at once is one's", async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => chain.member()));
    const answers = await Promise.all(people.map((person) => give(person, "13744440001")));
    const won = people.filter((_, i) => answers[i]?.status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ error }) => error === "phone_of_other")).toHaveLength(9);
    expect(await found("13744440001")).toEqual(won.map(numberOf));
  });

  test("of one member whose phones give two at once is one of them, and the other's rows are gone", async () => {
    const person = await chain.member();
    const codes: string[] = [];
    for (const number of ["13755550001", "13755550002"]) {
      await putSim(chain, person, number);
      // The code says the phone; the number is that of the moment it is exchanged.
      codes.push(await numberCode(chain, person));
    }
    await Promise.all(codes.map((code) => chain.must(GivePhone, { code }, person)));
    await Promise.all([
      chain.must(PutName, { name: "同时改名" }, person),
      chain.must(PutBirthday, { birthday: 512 }, person),
      chain.must(DropPhone, {}, person),
    ]);
    expect(await chain.must(GetProfile, {}, person)).toMatchObject({ name: "同时改名", birthday: 512 });
    expect((await rows()).filter((row) => row.includes("0002") || row.includes("0001 "))).not.toContainEqual(
      expect.stringContaining(numberOf(person)),
    );
  });

  test("is not taken by a code that is spent, WeChat's login code or over, and nothing is written", async () => {
    const person = await chain.member();
    await putSim(chain, person, "13766660001");
    const code = await numberCode(chain, person);
    await chain.must(GivePhone, { code }, person);
    await chain.must(DropPhone, {}, person);
    const digest = await chain.digest();
    for (const wrong of [code, "made-up", await chain.loginCode(person.phone)])
      expect(await chain.call(GivePhone, { code: wrong }, person)).toMatchObject({
        status: 409,
        error: "phone_code_invalid",
      });
    expect(await chain.digest()).toBe(digest);
    expect(await found("13766660001")).toEqual([]);
  });

  test("is not lost where WeChat refuses or answers nonsense: it can be given again", async () => {
    const person = await chain.member();
    await putSim(chain, person, "13766660002");
    const answers = [
      { errcode: 45011, errmsg: "minute quota" },
      { errcode: 0, errmsg: "ok", phone_info: { purePhoneNumber: "abc", countryCode: "86" } },
      { errcode: 0, errmsg: "ok" },
    ];
    for (const answer of answers) {
      chain.wechatFault = (url) => (url.includes("getuserphonenumber") ? Response.json(answer) : undefined);
      const code = await numberCode(chain, person);
      expect(await chain.call(GivePhone, { code }, person)).toMatchObject({ status: 502, error: "wechat_refused" });
    }
    // The country's code was a number once.
    const info = { purePhoneNumber: "13766660002", countryCode: 86 };
    chain.wechatFault = (url) =>
      url.includes("getuserphonenumber") ? Response.json({ errcode: 0, phone_info: info }) : undefined;
    expect((await give(person, "13766660002")).value).toEqual({ phone: "137****0002" });
    chain.wechatFault = undefined;
  });

  test("is seen whole by an owner who says why, and the audit says so without the number", async () => {
    const person = await chain.member();
    await give(person, "13777770001");
    const owner = await chain.owner();
    const memberNo = numberOf(person);
    const asked = { memberNo, why: "会员来电，核对号码" };
    expect(await chain.must(RevealPhone, asked, owner)).toEqual({ memberNo, phone: "+8613777770001" });
    const item = (await chain.items()).find(({ pk, sk }) => pk?.S === `MBR#${memberNo}` && sk?.S === "ABOUT");
    await recordChange({ eventId: "e1", old: undefined, new: fields(item ?? {}) }, chain.env);
    const audit = (await chain.items("views")).filter(({ of }) => of?.S === `MBR#${memberNo} ABOUT`);
    expect(audit).toHaveLength(1);
    expect(audit[0]).toMatchObject({ what: { S: "profile" }, by: { S: numberOf(owner) }, why: { S: asked.why } });
    expect(JSON.stringify(audit)).not.toMatch(/13777770001|"sealed|sealed\\"/);
    const stranger = numberOf(await chain.member());
    expect(await chain.call(RevealPhone, { ...asked, memberNo: stranger }, owner)).toMatchObject({
      error: "phone_unknown",
    });
  });
});

describe("a name", () => {
  test("is found by how it begins, whatever its width and case, and goes without a trace", async () => {
    const person = await chain.member();
    const memberNo = numberOf(person);
    expect(await chain.must(PutName, { name: " Zoë  Ｌi " }, person)).toEqual({ name: "Zoë  Ｌi" });
    for (const find of ["z", "ZOË", "zoë l", "Zoë Li", " zoë  li"]) expect(await found(find)).toEqual([memberNo]);
    for (const find of ["oë", "li", "Zoé"]) expect(await found(find)).toEqual([]);
    await chain.must(PutName, { name: "张#三" }, person);
    expect(await found("Zoë")).toEqual([]);
    expect(await found("张#")).toEqual([memberNo]);
    expect((await chain.must(ShowMember, { memberNo }, await chain.owner())).member.name).toBe("张#三");
    expect(await chain.must(PutName, {}, person)).toEqual({});
    expect((await rows()).filter((row) => row.endsWith(memberNo))).toEqual([]);
    const digest = await chain.digest();
    expect(await chain.must(PutName, {}, person)).toEqual({});
    expect(await chain.digest()).toBe(digest);
  });

  test("is refused where it shows nothing", async () => {
    const person = await chain.member();
    const digest = await chain.digest();
    for (const name of ["", " ", "\u200b", "a\nb"])
      expect(await chain.call(PutName, { name }, person)).toMatchObject({ status: 400, error: "bad_request" });
    expect(await chain.digest()).toBe(digest);
  });

  test("that more than a page bear is cut, and says so", async () => {
    const people = await Promise.all(Array.from({ length: 101 }, () => chain.member()));
    await Promise.all(people.map((person, i) => chain.must(PutName, { name: `欧阳${i}` }, person)));
    await chain.projectAll();
    const owner = await chain.owner();
    const all = await chain.must(FindMembers, { text: "欧阳" }, owner);
    expect(all).toMatchObject({ isCut: true });
    expect(all.members).toHaveLength(100);
    const one = await chain.must(FindMembers, { text: "欧阳100" }, owner);
    expect(one.isCut).toBe(false);
    expect(one.members).toMatchObject([{ memberNo: numberOf(people[100] as Person), name: "欧阳100" }]);
  }, 60_000);
});

describe("a birthday", () => {
  const factsOf = async (person: Person) => {
    await chain.projectAll([`MBR#${numberOf(person)}`]);
    const key = factsKey(numberOf(person));
    const row = (await chain.items("views")).find(({ pk, sk }) => pk?.S === key.pk && sk?.S === key.sk);
    return unpackFacts(key.sk, row?.f?.S ?? "");
  };

  test("is given once a year; deleted it stays given; asked again it is the same answer", async () => {
    const person = await chain.member();
    const startMs = chain.nowMs;
    const untilMs = startMs + 365 * DAY_MS;
    const given = { birthday: 512, birthdayFromMs: untilMs };
    expect(await chain.must(PutBirthday, { birthday: 512 }, person)).toEqual(given);
    expect((await factsOf(person)).birthday).toBe(512);
    chain.nowMs += DAY_MS;
    expect(await chain.must(PutBirthday, { birthday: 512 }, person)).toEqual(given);
    expect(await chain.call(PutBirthday, { birthday: 513 }, person)).toMatchObject({
      ...{ status: 409, error: "birthday_given" },
    });
    expect(await chain.must(PutBirthday, {}, person)).toEqual({ birthdayFromMs: untilMs });
    expect(await chain.must(PutBirthday, {}, person)).toEqual({ birthdayFromMs: untilMs });
    expect(await factsOf(person)).not.toHaveProperty("birthday");
    expect(await chain.call(PutBirthday, { birthday: 512 }, person)).toMatchObject({ error: "birthday_given" });
    chain.nowMs = untilMs - 1;
    const late = await chain.signIn(person.phone);
    expect(await chain.call(PutBirthday, { birthday: 513 }, late)).toMatchObject({ error: "birthday_given" });
    chain.nowMs = untilMs;
    expect(await chain.must(PutBirthday, { birthday: 513 }, late)).toEqual({
      birthday: 513,
      birthdayFromMs: untilMs + 365 * DAY_MS,
    });
    chain.nowMs = startMs;
  });

  test("deleted where there is none writes nothing; a day there is none is refused", async () => {
    const person = await chain.member();
    const digest = await chain.digest();
    expect(await chain.must(PutBirthday, {}, person)).toEqual({});
    expect(await chain.call(PutBirthday, { birthday: 230 }, person)).toMatchObject({ status: 400 });
    expect(await chain.digest()).toBe(digest);
  });
});
