// WeChat's callback: verify, store once, answer at once. One conditional put; whatever takes time is
// the inbox worker's, who reads it from the stream. A push that comes again, within seconds or years,
// finds its item and gets the same answer.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { sentences } from "@huike/shared/sentences";
import { sceneOfFollow } from "../channel/follow-number.ts";
import { channelOf, whyDead } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import type { Opened } from "../platform/wechat/callback/open-envelope.ts";
import { type Push, pushKey } from "../platform/wechat/callback/read-push.ts";
import type { Reply } from "../platform/wechat/callback/reply.ts";
import { type PushItem, pushItemKey } from "./follow.items.ts";
import { mintTicket } from "./welcome-ticket.ts";

const LANDING = "pages/landing/index";
const HOME = "pages/home/index";
const STORES = "pages/stores/index";
const GIFT = "欢迎来到回客！见面礼给你留好了，24 小时内点开就能领：";
const WELCOME = "欢迎来到回客！会员卡、优惠券和附近门店都在这里：";
const HELLO = "收到啦。会员卡和优惠券都在这里：";

/** What to answer, or nothing to say. Throws when the push could not be stored: then WeChat asks again. */
export async function receivePush({ push }: Opened, env: Env): Promise<Reply | undefined> {
  const key = pushKey(push);
  await storeOnce(push, key, env);
  return replyTo(push, key, env);
}

async function storeOnce(push: Push, key: string, env: Env): Promise<void> {
  const item: PushItem = {
    kind: push.type === "event" ? (push.event ?? "event") : push.type,
    from: push.from,
    atS: push.createdAtS,
    ...(push.scene ? { scene: push.scene } : {}),
    recv: env.nowMs(),
  };
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...pushItemKey(key), ...item }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
}

async function replyTo(push: Push, key: string, env: Env): Promise<Reply | undefined> {
  if (push.type === "text") return link(env, HELLO, "打开会员卡", HOME);
  if (push.event !== "subscribe" && push.event !== "SCAN") return undefined;
  const scene = push.scene && (await sceneOfFollow(env, push.scene));
  const channel = scene ? await channelOf(env, scene) : undefined;
  const ticket = mintTicket(env.secrets.linkKey, key, push.from);
  if (!scene || !channel) return link(env, WELCOME, "打开会员卡", `${HOME}?t=${ticket}`);
  const dead = whyDead(channel, push.createdAtS * 1000);
  if (dead) return link(env, sentences[dead.error].zh, "看看附近门店", `${STORES}?t=${ticket}`);
  const query = `scene=${encodeURIComponent(scene)}&t=${ticket}`;
  return link(env, channel.welcome ?? GIFT, "领取见面礼", `${LANDING}?${query}`);
}

/** A text whose link opens the mini-program; the https address is for clients too old to know it. */
function link(env: Env, words: string, label: string, path: string): Reply {
  const { miniAppId } = env.secrets;
  const href = `<a href="https://mp.weixin.qq.com/" data-miniprogram-appid="${miniAppId}" data-miniprogram-path="${path}">${label}</a>`;
  return { type: "text", content: `${words}\n${href}` };
}
