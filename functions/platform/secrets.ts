// Our own keys and WeChat's app secret, from one secret of the cloud's store (docs/deploy.md).
import * as z from "zod/mini";

const KeyHex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const Secrets = z.object({
  /** Seals session tokens. */
  sessionKey: KeyHex,
  /** Derives the weekly secrets of member codes. */
  codeKey: KeyHex,
  /** Signs visit tokens. */
  visitKey: KeyHex,
  miniAppId: z.string().check(z.minLength(1)),
  miniAppSecret: z.string().check(z.minLength(1)),
});

export type Secrets = {
  readonly sessionKey: Buffer;
  readonly codeKey: Buffer;
  readonly visitKey: Buffer;
  readonly miniAppId: string;
  readonly miniAppSecret: string;
};

/** Throws at start, naming the field, when the secret is missing or malformed: better than at the first customer. */
export function readSecrets(json: string | undefined): Secrets {
  const parsed = Secrets.safeParse(JSON.parse(json ?? "{}"));
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(`HUIKE_SECRETS is incomplete: ${names}`);
  }
  const { sessionKey, codeKey, visitKey, ...app } = parsed.data;
  const key = (hex: string) => Buffer.from(hex, "hex");
  return { sessionKey: key(sessionKey), codeKey: key(codeKey), visitKey: key(visitKey), ...app };
}
