// The follow QR of a scene. A permanent one is scarce (100,000 an account, never freed) and a
// temporary one lives 30 days at most, so printed shops take the first and campaigns the second
// (cgi-bin/qrcode/create).
import { readFields } from "./answer.ts";
import type { CodeImage } from "./mini-program-code.ts";
import type { Wechat } from "./request.ts";

export const TEMPORARY_MAX_S = 2_592_000;

/** What the QR says; draw it, or fetch its image by the ticket. */
export type FollowCode = { readonly ticket: string; readonly url: string };

/** The image behind a ticket: from WeChat's web host, without a token. */
export async function followCodeImage(serviceAccount: Wechat, ticket: string): Promise<CodeImage> {
  const path = "/cgi-bin/showqrcode";
  const { contentType, body } = await serviceAccount.send({
    method: "GET",
    host: "mp",
    path,
    query: { ticket },
    isRepeatable: true,
  });
  return { contentType, base64: body.toString("base64") };
}

export async function createFollowCode(
  serviceAccount: Wechat,
  scene: string,
  life: "permanent" | "temporary",
): Promise<FollowCode> {
  const action = { action_info: { scene: { scene_str: scene } } };
  const path = "/cgi-bin/qrcode/create";
  const { body } = await serviceAccount.sendAsApp({
    method: "POST",
    path,
    json:
      life === "permanent"
        ? { action_name: "QR_LIMIT_STR_SCENE", ...action }
        : { action_name: "QR_STR_SCENE", expire_seconds: TEMPORARY_MAX_S, ...action },
    // For a permanent scene WeChat answers the same code again; a lost temporary one is simply not printed.
    isRepeatable: true,
  });
  const { ticket, url } = readFields<FollowCode>(path, body);
  return { ticket, url };
}
