// WeChat's callback: verify, store once, answer at once. One conditional put; whatever takes time is
// the inbox worker's, who reads it from the stream. A push that comes again, within seconds or years,
// finds its item and gets the same answer.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { contentOf, withLink } from "@huike/shared/replies";
import { sentences } from "@huike/shared/sentences";
import { sceneOfFollow } from "../channel/follow-number.ts";
import { channelOf, whyDead } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import type { Opened } from "../platform/wechat/callback/open-envelope.ts";
import { type Push, pushKey } from "../platform/wechat/callback/read-push.ts";
import type { Reply } from "../platform/wechat/callback/reply.ts";
import { currentReplies } from "../reply/read-replies.ts";
import { notePush } from "../wechat-check/note-push.ts";
import { type PushItem, pushItemKey } from "./follow.items.ts";
import { mintTicket } from "./welcome-ticket.ts";

const LANDING = "pages/landing/index";
const HOME = "pages/home/index";
const STORES = "pages/stores/index";

/** What to answer, or nothing to say. Throws when the push could not be stored: then WeChat asks again. */
export async function receivePush({ push, how }: Opened, env: Env): Promise<Reply | undefined> {
  const key = pushKey(push);
  await Promise.all([storeOnce(push, key, env), notePush(env, how)]);
  return replyTo(push, key, env);
}

async function storeOnce(push: Push, key: string, env: Env): Promise<void> {
  const item: PushItem = {
    kind: push.type === "event" ? (push.event ?? "event") : push.type,
    from: push.from,
    atS: push.createdAtS,
    ...(push.scene ? { scene: push.scene } : {}),
    ...(push.mass ? { mass: push.mass } : {}),
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
  const { miniAppId } = env.secrets;
  if (push.type === "text" || push.event === "CLICK") return answerTo(push, env);
  if (push.event !== "subscribe" && push.event !== "SCAN") return undefined;
  const scene = push.scene && (await sceneOfFollow(env, push.scene));
  const [channel, { replies }] = await Promise.all([scene ? channelOf(env, scene) : undefined, currentReplies(env)]);
  const ticket = mintTicket(env.secrets.linkKey, key, push.from);
  const link = (words: string, label: string, path: string): Reply => ({
    type: "text",
    content: withLink(words, label, miniAppId, path),
  });
  const { gift, plain } = replies.welcome;
  if (!scene || !channel) return link(plain.text, plain.label, `${HOME}?t=${ticket}`);
  const dead = whyDead(channel, push.createdAtS * 1000);
  if (dead) return link(sentences[dead.error].zh, "看看附近门店", `${STORES}?t=${ticket}`);
  const query = `scene=${encodeURIComponent(scene)}&t=${ticket}`;
  return link(channel.welcome ?? gift.text, gift.label, `${LANDING}?${query}`);
}

/** To what a follower wrote, or to the menu's button: its key is the rule's id. A button outlives its rule by some minutes. */
async function answerTo({ text, eventKey }: Push, env: Env): Promise<Reply | undefined> {
  const { replies, ruleFor } = await currentReplies(env);
  const rule = eventKey === undefined ? ruleFor(text ?? "") : replies.rules.find(({ ruleId }) => ruleId === eventKey);
  const reply = rule?.reply ?? replies.otherwise;
  return reply && { type: "text", content: contentOf(reply, env.secrets.miniAppId) };
}
