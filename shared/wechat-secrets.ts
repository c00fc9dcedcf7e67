// WeChat's secrets, set in the console and never read there: both AppSecrets, and Token with EncodingAESKey of the message push.
// AppIDs stay with the deployment: openids, members and coupons are theirs, so another AppID is another shop's product.
import * as z from "zod/mini";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { MemberNo } from "./id.ts";
import { Why } from "./offer.ts";

/** As WeChat's console gives them out: 32 hexadecimal digits; 3 to 32 letters and digits; 43 letters and digits. */
export const AppSecret = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const CallbackToken = z.string().check(z.regex(/^[A-Za-z0-9]{3,32}$/));
export const CallbackAesKey = z.string().check(z.regex(/^[A-Za-z0-9]{43}$/));

export const WechatSecretPart = z.enum(["mini", "service", "callback"]);
export type WechatSecretPart = z.infer<typeof WechatSecretPart>;

export const WechatSecret = z.discriminatedUnion("part", [
  z.strictObject({ part: z.literal("mini"), appSecret: AppSecret }),
  z.strictObject({ part: z.literal("service"), appSecret: AppSecret }),
  z.strictObject({ part: z.literal("callback"), token: CallbackToken, aesKey: CallbackAesKey }),
]);
export type WechatSecret = z.infer<typeof WechatSecret>;

/** How long the callback goes by the keys of before beside new ones: time to enter the new ones in WeChat's console, in ms. */
export const OLD_KEYS_MS = 72 * 3_600_000;

/** All that is ever said of one that was set. */
export const WechatSecretFacts = z.strictObject({
  atMs: z.int(),
  by: MemberNo,
  /** Four hexadecimal digits: another value has others, and nothing of it can be told from them. */
  mark: z.string(),
  /** It was sealed under a key the deployment no longer has: it must be set anew. */
  isBroken: z.boolean(),
});
export type WechatSecretFacts = z.infer<typeof WechatSecretFacts>;

export const GetWechatSecrets = endpoint({
  audience: "operator",
  method: "GET",
  path: "/wechat-secrets",
  summary:
    "Which of WeChat's secrets were set in the console, when and by whom; one that is left out is the deployment's",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: z.strictObject({
    version: z.int(),
    mini: z.optional(WechatSecretFacts),
    service: z.optional(WechatSecretFacts),
    callback: z.optional(WechatSecretFacts),
    /** Until then the callback goes by the keys of before as well. */
    oldKeysUntilMs: z.optional(z.int()),
  }),
  errors: {},
});

export const PutWechatSecret = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/wechat-secrets",
  summary: "Set one of WeChat's secrets; an AppSecret is tried with WeChat first, and not kept unless WeChat takes it",
  roles: ["owner"],
  stepUp: true,
  /** `ifVersion`: 0 where none was ever set. */
  request: z.strictObject({ ifVersion: z.int().check(z.gte(0)), secret: WechatSecret, why: Why }),
  response: z.strictObject({ version: z.int() }),
  errors: {
    ...approvalErrors,
    setting_changed: 409,
    wechat_secret_wrong: 422,
    wechat_secret_frozen: 422,
    wechat_ip_not_listed: 422,
    wechat_admin_must_confirm: 422,
    wechat_refused: 502,
    wechat_silent: 503,
  },
});
