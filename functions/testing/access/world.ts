// A chain in which everybody of the access matrix lives: who calls, what is theirs, what is somebody else's.
import { randomBytes } from "node:crypto";
import { AcceptInvite, MakeInvite, readInviteText } from "@huike/shared/invite";
import { tableCard } from "@huike/shared/scan";
import { OpenShift, RemoveOwner, type StaffRole } from "@huike/shared/staff";
import { sealSession } from "../../platform/session-token.ts";
import { type Chain, numberOf, type Person } from "../chain.ts";
import { makeId } from "../made-up.ts";

/** Nobody, and two who would be the owner if their tokens were believed; a phone without a card; then people. */
export const callers = [
  ...(["none", "expired", "forged", "guest", "member", "otherMember"] as const),
  ...(["clerk", "otherClerk", "manager", "operator", "auditor", "owner"] as const),
] as const;
export type Caller = (typeof callers)[number];

export class World {
  readonly chain: Chain;
  readonly people = new Map<Caller, Person>();
  /** Of the clerk, the manager; and of the other clerk. */
  shop = "";
  otherShop = "";
  /** Somebody none of the callers is. */
  stranger!: Person;
  /** Colleagues of the clerk and of the other clerk, and a second operator. */
  colleague!: Person;
  otherColleague!: Person;
  secondOperator!: Person;
  private readonly furtherOwners: Person[] = [];

  constructor(chain: Chain) {
    this.chain = chain;
  }

  async open(): Promise<void> {
    const { chain } = this;
    const owner = await chain.owner();
    this.shop = await chain.shop("人民路店");
    this.otherShop = await chain.shop("解放路店");
    this.stranger = await chain.member();
    this.colleague = await this.staff("clerk", [this.shop]);
    this.otherColleague = await this.staff("clerk", [this.otherShop]);
    this.secondOperator = await this.staff("operator", []);
    const ended = { ...claimsOf(owner), expiresAtMs: chain.nowMs - 1 };
    const seal = (claims: typeof ended, key: Buffer) => sealSession(claims, key, randomBytes);
    const forged = seal({ ...ended, expiresAtMs: chain.nowMs + 3_600_000 }, randomBytes(32));
    const people: [Caller, Person][] = [
      ["expired", withToken(owner, seal(ended, chain.secrets.sessionKey))],
      ["forged", withToken(owner, forged)],
      ["guest", await chain.stranger()],
      ["member", await chain.member()],
      ["otherMember", await chain.member()],
      ["clerk", await this.staff("clerk", [this.shop])],
      ["otherClerk", await this.staff("clerk", [this.otherShop])],
      ["manager", await this.staff("manager", [this.shop])],
      ["operator", await this.staff("operator", [])],
      ["auditor", await this.staff("auditor", [])],
      ["owner", owner],
    ];
    for (const [caller, person] of people) this.people.set(caller, person);
  }

  person(caller: Caller): Person {
    const person = this.people.get(caller);
    if (!person) throw new Error(`nobody is ${caller}`);
    return person;
  }

  async staff(role: Exclude<StaffRole, "owner">, storeIds: string[]): Promise<Person> {
    const person = await this.chain.member();
    await this.chain.hire(person, storeIds, "20", { role });
    return person;
  }

  /** Where a caller works: the other clerk at the other shop, all others at the first. */
  shopOf = (caller: Caller): string => (caller === "otherClerk" ? this.otherShop : this.shop);

  /** On a new shift; its id. */
  async onShift(person: Person, storeId: string): Promise<string> {
    const shiftId = makeId("shift");
    await this.chain.must(OpenShift, { shiftId, tableCard: tableCard(storeId) }, person);
    return shiftId;
  }

  async invite(by: Person, role: StaffRole, storeIds: string[]) {
    const request = { inviteId: makeId("invite"), name: "李雷", clerkNo: "21", role, storeIds, why: "test" };
    const { text } = await this.chain.must(MakeInvite, request, by);
    const read = readInviteText(text);
    if (!read) throw new Error(`${text} is no invite`);
    return read;
  }

  /** Until `oneOwnerAgain`. */
  async secondOwner(): Promise<Person> {
    const person = await this.chain.member();
    this.furtherOwners.push(person);
    await this.chain.must(AcceptInvite, await this.invite(await this.chain.owner(), "owner", []), person);
    return person;
  }

  async oneOwnerAgain(): Promise<void> {
    for (const person of this.furtherOwners.splice(0)) {
      await this.chain.must(RemoveOwner, { memberNo: numberOf(person), why: "test" }, await this.chain.owner());
    }
  }
}

const claimsOf = (person: Person) => ({
  memberNo: numberOf(person),
  isMember: true,
  generation: 0,
  touched: [],
});

const withToken = (person: Person, token: string): Person => ({ ...person, session: { ...person.session, token } });
