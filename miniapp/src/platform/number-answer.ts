// What WeChat's phone button answers, read the same from WeChat and from the street's fake one.

/** refused: the person said no. off: the account may not ask, or has no paid numbers left. failed: nobody was asked. */
export type NumberAnswer = { readonly code: string } | "refused" | "off" | "failed";

/** "The account is out of numbers." */
const OUT_OF_NUMBERS = 1400001;

export function readNumberAnswer(detail: unknown): NumberAnswer {
  const { errMsg, errno, code } = { ...(detail as { errMsg?: unknown; errno?: unknown; code?: unknown } | undefined) };
  if (typeof code === "string" && code !== "") return { code };
  const words = typeof errMsg === "string" ? errMsg : "";
  if (errno === OUT_OF_NUMBERS || /no permission/.test(words)) return "off";
  // 104 and 112: no privacy agreement, or none that names phone numbers. Words say "deny" there too.
  if (typeof errno === "number" && PRIVACY.has(errno)) return "failed";
  // Without a code and without a fault, this WeChat is older than codes are (2.21.2).
  return /deny|denied|cancel/.test(words) ? "refused" : "failed";
}

const PRIVACY: ReadonlySet<number> = new Set([104, 112]);
