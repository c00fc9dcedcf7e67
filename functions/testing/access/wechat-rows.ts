// The access matrix of what is set up for WeChat: nobody's own, whoever may change one may change all.
import { GetReplies, PutReplies, USUAL_REPLIES } from "@huike/shared/replies";
import { freshReplies } from "../../reply/read-replies.ts";
import { cell, chiefs, type Row, readers, row } from "./row.ts";

const why = "test";

export const wechatRows: readonly Row[] = [
  row(GetReplies, readers, { own: cell(() => ({}), "ok") }),
  row(PutReplies, chiefs, {
    own: cell(async (w) => {
      const { version } = await freshReplies(w.chain.coldEnv());
      return { ifVersion: version, replies: USUAL_REPLIES, why };
    }, "ok"),
    missing: cell(() => ({ ifVersion: 999, replies: USUAL_REPLIES, why }), "setting_changed"),
  }),
];
