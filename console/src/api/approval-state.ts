// The approval the person is waiting for at this moment: one at a time, shown by ApprovalDialog.
import { useSyncExternalStore } from "react";

export type Outcome = "approved" | "refused" | "over" | "stopped";
type Asked = { readonly approvalId: string; readonly settle: (outcome: Outcome) => void };

let asked: Asked | undefined;
const listeners = new Set<() => void>();

function show(next: Asked | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Resolves when the phone has answered, time is over or the person gives up. */
export function askPhone(approvalId: string): Promise<Outcome> {
  asked?.settle("stopped");
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      if (asked?.approvalId === approvalId) show(undefined);
      resolve(outcome);
    };
    show({ approvalId, settle });
  });
}

export const useAsked = (): Asked | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
