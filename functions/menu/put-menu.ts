// Writes the menu; followers see it when it is published. What WeChat would refuse is refused here, with the button named.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { faultOfMenu, type GetMenu, type PutMenu } from "@huike/shared/menu";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { putVersion } from "../platform/put-version.ts";
import { menuKey } from "./menu.items.ts";
import { deadButton, standingMenu } from "./read-menu.ts";

export async function putMenu(
  { memberNo }: Member,
  { ifVersion, menu, why }: RequestOf<typeof PutMenu>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutMenu>, ErrorOf<typeof PutMenu>>> {
  const fault = faultOfMenu(menu) ?? (await deadButton(env, menu));
  if (fault) {
    const { error, ...detail } = fault;
    return refused(error, detail);
  }
  const text = JSON.stringify(menu);
  const isPut = await putVersion(env, menuKey, { ifVersion, text, by: memberNo, why });
  return isPut ? ok({ version: ifVersion + 1 }) : refused("setting_changed");
}

export async function showMenu(
  _: Member,
  __: RequestOf<typeof GetMenu>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetMenu>, ErrorOf<typeof GetMenu>>> {
  return ok(await standingMenu(env));
}
