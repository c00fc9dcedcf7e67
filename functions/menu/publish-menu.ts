// Sends the menu to WeChat. It replaces the whole menu there, so sending it again is safe, and whichever is sent last
// stands: hence one publishing at a time. It is written down before it is sent and again when WeChat has answered; one
// that broke off in between stays `sending`, and may be begun again when no call of it can be under way any more.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Button, Menu, MenuRefusal, PublishMenu } from "@huike/shared/menu";
import { pathOf } from "@huike/shared/replies";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { isOutage } from "../platform/outage.ts";
import { attributes, fields, refusedBy, tookEffect } from "../platform/table.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { type ActingButton, createMenu, type WechatButton } from "../platform/wechat/menu.ts";
import { type MenuItem, menuKey } from "./menu.items.ts";
import { deadButton, publicationOf, standingMenu } from "./read-menu.ts";

/** A call to WeChat with its repeats and a new token ends before the Lambda does. */
const SENDING_MS_MAX = 15_000;

type Outcome = Pick<MenuItem, "pst" | "pno" | "perr">;

export async function publishMenu(
  { memberNo }: Member,
  { ifVersion, why }: RequestOf<typeof PublishMenu>,
  env: Env,
): Promise<Result<ResponseOf<typeof PublishMenu>, ErrorOf<typeof PublishMenu>>> {
  const { version, menu } = await standingMenu(env);
  if (version !== ifVersion) return refused("setting_changed");
  const dead = await deadButton(env, menu);
  // A channel is never taken away, a reply may be.
  if (dead?.error === "menu_rule_unknown") return refused(dead.error, { title: dead.title });
  const pat = env.nowMs();
  const begun = await begin(env, { ifVersion, pat, by: memberNo, why });
  if (begun !== "begun") return refused(begun);
  const outcome = await send(env, menu);
  await settle(env, pat, outcome);
  const publication = publicationOf({ ...outcome, pver: ifVersion, pat } as MenuItem);
  if (!publication) throw new Error("a publishing without a state");
  return ok({ publication });
}

type Beginning = { readonly ifVersion: number; readonly pat: number; readonly by: string; readonly why: string };

async function begin(env: Env, { ifVersion, pat, by, why }: Beginning) {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(menuKey),
        UpdateExpression:
          "SET pver = :ver, pat = :now, pst = :sending, sby = :by, sat = :now, swhy = :why REMOVE pno, perr",
        ConditionExpression: "ver = :ver AND (attribute_not_exists(pst) OR pst <> :sending OR pat < :over)",
        ExpressionAttributeValues: attributes({
          ...{ ":ver": ifVersion, ":now": pat, ":sending": "sending", ":over": pat - SENDING_MS_MAX },
          ...{ ":by": by, ":why": why },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "begun";
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old !== "absent" && fields<MenuItem>(old).ver === ifVersion ? "menu_being_published" : "setting_changed";
  }
}

async function send(env: Env, menu: Menu): Promise<Outcome> {
  try {
    await createMenu(env.serviceAccount, wechatButtons(env, menu));
    return { pst: "published" };
  } catch (cause) {
    if (isOutage(cause)) return { pst: "refused", pno: "busy" };
    if (!(cause instanceof WechatError)) throw cause;
    return { pst: "refused", pno: refusalOf(cause), perr: cause.errcode };
  }
}

/** Only of this attempt: a later one has an outcome of its own. */
async function settle(env: Env, pat: number, { pst, pno, perr }: Outcome): Promise<void> {
  const set = ["pst = :st", ...(pno ? ["pno = :no"] : []), ...(perr === undefined ? [] : ["perr = :err"])];
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(menuKey),
        UpdateExpression: `SET ${set.join(", ")}`,
        ConditionExpression: "pat = :at",
        ExpressionAttributeValues: attributes({ ":st": pst, ":no": pno, ":err": perr, ":at": pat }),
      }),
    ),
  );
}

function wechatButtons(env: Env, { buttons }: Menu): WechatButton[] {
  const appId = env.secrets.miniAppId;
  const fallbackUrl = env.linkDomain ?? "https://mp.weixin.qq.com/";
  const one = ({ name, act }: Button): ActingButton => {
    if (act.is === "reply") return { type: "click", name, key: act.ruleId };
    if (act.is === "web") return { type: "view", name, url: act.url };
    return { type: "miniprogram", name, appid: appId, pagepath: pathOf(act), url: fallbackUrl };
  };
  return buttons.map((button) =>
    "buttons" in button ? { name: button.name, sub_button: button.buttons.map(one) } : one(button),
  );
}

/** WeChat's global return codes, those of menus. */
function refusalOf({ errcode, category }: WechatError): MenuRefusal {
  if (errcode === 45064) return "not_linked";
  if (errcode >= 40015 && errcode <= 40027) return "bad_button";
  if ([40039, 40048, 40054, 40055, 40066].includes(errcode)) return "bad_address";
  if (category === "permission" || category === "auth") return "not_allowed";
  return category === "minute_quota" || category === "day_quota" ? "quota" : "other";
}
