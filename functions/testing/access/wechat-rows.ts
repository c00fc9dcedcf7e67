// The access matrix of what is set up for WeChat: nobody's own, whoever may change one may change all.
import { FIRST_TOUCH, GetAttribution, PreviewAttribution, PutAttribution } from "@huike/shared/attribution";
import { GetMenu, PublishMenu, PutMenu, USUAL_MENU } from "@huike/shared/menu";
import { GetReplies, PutReplies, USUAL_REPLIES } from "@huike/shared/replies";
import { GetWechatChecks, RunWechatCheck } from "@huike/shared/wechat-checks";
import { GetWechatSecrets, PutWechatSecret } from "@huike/shared/wechat-secrets";
import { freshAttribution } from "../../attribution/read-attribution.ts";
import { standingMenu } from "../../menu/read-menu.ts";
import { freshReplies } from "../../reply/read-replies.ts";
import { cell, chiefs, type Row, readers, row } from "./row.ts";
import type { World } from "./world.ts";

const why = "test";

const menuVersion = async (w: World) => (await standingMenu(w.chain.coldEnv())).version;

export const wechatRows: readonly Row[] = [
  row(GetReplies, readers, { own: cell(() => ({}), "ok") }),
  row(PutReplies, chiefs, {
    own: cell(async (w) => {
      const { version } = await freshReplies(w.chain.coldEnv());
      return { ifVersion: version, replies: USUAL_REPLIES, why };
    }, "ok"),
    missing: cell(() => ({ ifVersion: 999, replies: USUAL_REPLIES, why }), "setting_changed"),
  }),
  row(GetAttribution, readers, { own: cell(() => ({}), "ok") }),
  row(PreviewAttribution, chiefs, { own: cell(() => ({ rule: FIRST_TOUCH }), "ok") }),
  row(PutAttribution, chiefs, {
    own: cell(async (w) => {
      const { version } = await freshAttribution(w.chain.coldEnv());
      return { ifVersion: version, rule: FIRST_TOUCH, fromMs: w.chain.nowMs + 3_600_000, why };
    }, "ok"),
    missing: cell((w) => {
      return { ifVersion: 999, rule: FIRST_TOUCH, fromMs: w.chain.nowMs + 3_600_000, why };
    }, "setting_changed"),
  }),
  row(GetWechatChecks, readers, { own: cell(() => ({}), "ok") }),
  row(RunWechatCheck, chiefs, { own: cell(() => ({ name: "callback" as const }), "ok") }),
  row(GetWechatSecrets, readers, { own: cell(() => ({}), "ok") }),
  row(PutWechatSecret, ["owner"], {
    own: cell(async (w) => {
      const ifVersion = (await w.chain.coldEnv().wechatSecrets.item())?.ver ?? 0;
      return { ifVersion, secret: { part: "mini" as const, appSecret: w.chain.secrets.miniAppSecret }, why };
    }, "ok"),
    missing: cell((w) => {
      return { ifVersion: 999, secret: { part: "mini" as const, appSecret: w.chain.secrets.miniAppSecret }, why };
    }, "setting_changed"),
  }),
  row(GetMenu, readers, { own: cell(() => ({}), "ok") }),
  row(PutMenu, chiefs, {
    own: cell(async (w) => ({ ifVersion: await menuVersion(w), menu: USUAL_MENU, why }), "ok"),
    missing: cell(() => ({ ifVersion: 999, menu: USUAL_MENU, why }), "setting_changed"),
  }),
  row(PublishMenu, chiefs, {
    own: cell(async (w) => {
      const ifVersion = await menuVersion(w);
      const owner = await w.chain.owner();
      return { ifVersion: (await w.chain.must(PutMenu, { ifVersion, menu: USUAL_MENU, why }, owner)).version, why };
    }, "ok"),
    missing: cell(() => ({ ifVersion: 999, why }), "setting_changed"),
  }),
];
