// What somebody's browser waits for: taking a clerk on. One who may not ask for it waits for nothing.
import { PutStaff } from "@huike/shared/staff";
import { numberOf, type Person } from "../chain.ts";
import { ConsoleBrowser } from "../console-browser.ts";
import { makeId } from "../made-up.ts";
import type { World } from "./world.ts";

export async function askedBy(w: World, person: Person): Promise<string> {
  const browser = await new ConsoleBrowser(w.chain).signIn(person);
  const asked = await browser.call(PutStaff, {
    ...{ memberNo: numberOf(await w.chain.member()), name: "王芳", clerkNo: "12", role: "clerk" },
    ...{ storeIds: [w.shop], state: "active", why: "test" },
  });
  return asked.detail?.approvalId ?? makeId("approval");
}
