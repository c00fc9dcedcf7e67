// The calls about the service account: follow QRs, followers, customer-service and mass messages, the menu.
import { type Context, Hono } from "hono";
import type { MiniProgram, ServiceAccount } from "./account.ts";
import { pushOfAccount } from "./act.ts";
import { type Asked, json, jsonBody } from "./api-body.ts";
import { sendCustomerMessage } from "./customer-service.ts";
import type { Deliveries } from "./deliver.ts";
import { createFollowQr } from "./follow-qr.ts";
import { followerPage, userInfo, userInfos } from "./followers.ts";
import { MASS_HELPER, massEvent, massLimit, previewMass, sendMass } from "./mass.ts";
import { createMenu, deleteMenu, menuNow } from "./menu.ts";
import { type ErrCode, refuse } from "./refusal.ts";
import type { StateFile } from "./state.ts";
import { wrongToken } from "./token.ts";

type Options = {
  miniProgram: MiniProgram;
  serviceAccount: ServiceAccount;
  file: StateFile;
  now: () => number;
  deliveries: Deliveries;
};
type Answer = (asked: Asked, nowMs: number) => object;

export function serviceAccountRoutes({ miniProgram, serviceAccount, file, now, deliveries }: Options): Hono {
  const { state, save } = file;
  const no = (errcode: ErrCode) => json(refuse(errcode, now()));
  const wrong = (c: Context) => wrongToken(state, serviceAccount.appId, c.req.query("access_token"), now());
  const api = new Hono();

  const get = (path: string, answer: Answer) => {
    api.get(path, (c) => {
      const errcode = wrong(c);
      return errcode ? no(errcode) : json(answer(c.req.query(), now()));
    });
    api.all(path, () => no(43001));
  };
  const post = (path: string, answer: Answer) => {
    api.post(path, async (c) => {
      const errcode = wrong(c);
      if (errcode) return no(errcode);
      const asked = await jsonBody(c);
      if (typeof asked === "number") return no(asked);
      const answered = answer(asked, now());
      save();
      return json(answered);
    });
    api.all(path, () => no(43002));
  };

  post("/cgi-bin/qrcode/create", (asked, nowMs) => createFollowQr(state, asked, nowMs));
  get("/cgi-bin/user/info", (asked, nowMs) => userInfo(state, asked, nowMs));
  post("/cgi-bin/user/info/batchget", (asked, nowMs) => userInfos(state, asked, nowMs));
  get("/cgi-bin/user/get", (asked, nowMs) => followerPage(state, asked, nowMs));
  post("/cgi-bin/message/custom/send", (asked, nowMs) => sendCustomerMessage(state, miniProgram.appId, asked, nowMs));
  const limit = massLimit();
  post("/cgi-bin/message/mass/send", (asked, nowMs) => {
    const { answer, job } = sendMass(state, { miniAppId: miniProgram.appId, limit }, asked, nowMs);
    if (job) pushOfAccount(deliveries, serviceAccount, MASS_HELPER, "MASSSENDJOBFINISH", massEvent(job), now);
    return answer;
  });
  post("/cgi-bin/message/mass/preview", (asked, nowMs) => previewMass(state, miniProgram.appId, asked, nowMs));
  post("/cgi-bin/menu/create", (asked, nowMs) => createMenu(state, [miniProgram.appId], asked, nowMs));
  get("/cgi-bin/menu/get", (_, nowMs) => menuNow(state, nowMs));
  get("/cgi-bin/menu/delete", () => {
    const answered = deleteMenu(state);
    save();
    return answered;
  });
  return api;
}
