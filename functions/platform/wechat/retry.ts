// The one table of what may be asked again. A call that sends something to a person is never
// repeated after an unknown outcome: it would arrive twice; but for a mass message, which WeChat itself
// knows by our id (45065).
import { WechatError } from "./error.ts";

export type Repeat = { readonly triesMax: number; readonly waitMs: number };

const NEVER: Repeat = { triesMax: 1, waitMs: 0 };
/** −1, no answer, HTTP 5xx: a few tries with growing waits, all within a Lambda's time. */
const SOON: Repeat = { triesMax: 3, waitMs: 200 };

/** How often a failed call is tried in all. Dead tokens are replaced elsewhere; quotas and refusals do not pass by waiting. */
export function repeatOf(cause: unknown, isRepeatable: boolean): Repeat {
  if (!isRepeatable) return NEVER;
  if (cause instanceof WechatError) return cause.category === "busy" ? SOON : NEVER;
  return SOON;
}
