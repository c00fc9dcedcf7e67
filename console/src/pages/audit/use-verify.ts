// Walks the seals from the first day to the last, a piece of the API's at a time, and says how far it has come.
import { type AuditFault, ListAudit, VerifyAudit } from "@huike/shared/audit";
import type { ResponseOf } from "@huike/shared/endpoint";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { send } from "../../api/send";
import { CallRefused, keysOf } from "../../api/use-call";

export type Verified = {
  readonly days: number;
  readonly rows: number;
  readonly faults: readonly AuditFault[];
  readonly last: ResponseOf<typeof VerifyAudit>["last"];
};

export type Verifying = {
  readonly isRunning: boolean;
  /** What has been looked at so far; undefined before the first piece. */
  readonly seen: Verified | undefined;
  readonly refused: CallRefused | null;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
};

const NONE: Verified = { days: 0, rows: 0, faults: [], last: undefined };

export function useVerify(): Verifying {
  const [state, set] = useState<Pick<Verifying, "isRunning" | "seen" | "refused">>({
    ...{ isRunning: false, seen: undefined, refused: null },
  });
  const queries = useQueryClient();
  const isWanted = useRef(false);
  const start = async () => {
    isWanted.current = true;
    let seen = NONE;
    let from: string | undefined;
    set({ isRunning: true, seen: undefined, refused: null });
    do {
      const answer = await send(VerifyAudit, from === undefined ? {} : { from });
      if (!answer.ok) return set({ isRunning: false, seen, refused: new CallRefused(answer.error, answer.detail) });
      seen = joined(seen, answer.value);
      from = answer.value.next;
      set({ isRunning: from !== undefined && isWanted.current, seen, refused: null });
    } while (from !== undefined && isWanted.current);
    // What is shown of a changed day was read before: the row stands there as it lies in the table now.
    await queries.invalidateQueries({ queryKey: keysOf(ListAudit) });
  };
  return { ...state, start, stop: () => (isWanted.current = false) };
}

const joined = (seen: Verified, { days, rows, faults, last }: ResponseOf<typeof VerifyAudit>): Verified => ({
  ...{ days: seen.days + days, rows: seen.rows + rows },
  ...{ faults: [...seen.faults, ...faults], last: last ?? seen.last },
});
