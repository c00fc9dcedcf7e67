// Our own keys and WeChat's app secret, from one secret of the cloud's store (docs/deploy.md).
import * as z from "zod/mini";

const KeyHex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const AES_KEY = /^[0-9A-Za-z+/]{43}$/;

const Secrets = z.object({
  /** Seals session tokens. */
  sessionKey: KeyHex,
  /** Derives the weekly secrets of member codes. */
  codeKey: KeyHex,
  /** Signs visit tokens. */
  visitKey: KeyHex,
  miniAppId: z.string().check(z.minLength(1)),
  miniAppSecret: z.string().check(z.minLength(1)),
  /** The service account (服务号) and its message push: token and EncodingAESKey, the key before it for a while. */
  serviceAppId: z.string().check(z.minLength(1)),
  serviceAppSecret: z.string().check(z.minLength(1)),
  callbackToken: z.string().check(z.minLength(3), z.maxLength(32)),
  callbackAesKey: z.string().check(z.regex(AES_KEY)),
  callbackAesKeyPrevious: z.optional(z.string().check(z.regex(AES_KEY))),
  /** Signs welcome tickets; makes the secrets of invites and of console sessions. */
  linkKey: KeyHex,
  /** Turns unionids into keys that say nothing. */
  unionKey: KeyHex,
  /** Seals what is set of WeChat's secrets in the console (seal.ts). */
  sealKey: KeyHex,
});

type Keys = "sessionKey" | "codeKey" | "visitKey" | "linkKey" | "unionKey" | "sealKey";
export type Secrets = Readonly<Omit<z.infer<typeof Secrets>, Keys>> & { readonly [name in Keys]: Buffer };

/** Throws at start, naming the field, when the secret is missing or malformed: better than at the first customer. */
export function readSecrets(json: string | undefined): Secrets {
  const parsed = Secrets.safeParse(JSON.parse(json ?? "{}"));
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(`HUIKE_SECRETS is incomplete: ${names}`);
  }
  const { sessionKey, codeKey, visitKey, linkKey, unionKey, sealKey, ...rest } = parsed.data;
  const key = (hex: string) => Buffer.from(hex, "hex");
  return {
    ...rest,
    sessionKey: key(sessionKey),
    codeKey: key(codeKey),
    visitKey: key(visitKey),
    linkKey: key(linkKey),
    unionKey: key(unionKey),
    sealKey: key(sealKey),
  };
}
