// The access matrix of what members tell of themselves: their own phone's calls, and those of staff.
import { DropMemberPhone, FindMembers, RevealPhone } from "@huike/shared/members";
import { DropPhone, GetProfile, GivePhone, PutBirthday, PutName } from "@huike/shared/profile";
import { numberOf } from "../chain.ts";
import { numberCode, putSim } from "../phone-button.ts";
import { atConsole, cell, chiefs, members, type Row, row } from "./row.ts";
import type { World } from "./world.ts";

const why = "test";

let given = 0;
/** A number nobody in the matrix has given yet. */
const nextNumber = (): string => `136${String(++given).padStart(8, "0")}`;

async function withPhone(w: World) {
  const person = await w.chain.member();
  await putSim(w.chain, person, nextNumber());
  await w.chain.must(GivePhone, { code: await numberCode(w.chain, person) }, person);
  return { memberNo: numberOf(person), why };
}

const nobody = () => ({ memberNo: "999999999", why });

export const profileRows: readonly Row[] = [
  row(GetProfile, members, { own: cell(() => ({}), "ok") }),
  row(PutName, members, { own: cell(() => ({ name: "王小明" }), "ok") }),
  row(PutBirthday, members, { own: cell(() => ({ birthday: 512 }), "ok") }),
  row(GivePhone, members, {
    own: cell(async (w, caller) => {
      const person = w.person(caller);
      await putSim(w.chain, person, nextNumber());
      return { code: await numberCode(w.chain, person) };
    }, "ok"),
    missing: cell(() => ({ code: "no-such-code" }), "phone_code_invalid"),
  }),
  row(DropPhone, members, { own: cell(() => ({}), "ok") }),
  row(FindMembers, atConsole, { own: cell(() => ({ text: "王" }), "ok") }),
  row(RevealPhone, ["owner"], { own: cell(withPhone, "ok"), missing: cell(nobody, "phone_unknown") }),
  row(DropMemberPhone, chiefs, { own: cell(withPhone, "ok"), missing: cell(nobody, "phone_unknown") }),
];
