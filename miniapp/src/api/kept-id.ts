// The request number is the contract: it is made and kept before the first send, and dropped only after a definite
// answer. A lost answer, a second tap or a restarted app asks again with the same number and cannot act twice.

import type { Result } from "@huike/shared/endpoint";
import { type IdKind, idBytes, newId } from "@huike/shared/id";
import type { Refusal } from "@huike/shared/sentences";
import { randomBytes } from "../platform/random";
import { forget, readStored, store } from "../platform/storage";

/** The answer did not arrive, or does not say whether anything was done. */
const indefinite: readonly Refusal[] = ["offline", "try_later", "unexpected", "signed_out"];

export const isDefinite = (answer: Result<unknown, Refusal>): boolean =>
  answer.ok || !indefinite.includes(answer.error);

/** What a slot keeps; `read` says whether it is still of the shape this build knows. */
export type Slot<T> = { readonly key: string; readonly read: (stored: unknown) => T | undefined };

export const keptIn = <T>(slot: Slot<T>): T | undefined => slot.read(readStored(slot.key));

export const dropKept = (slot: Slot<unknown>): void => forget(slot.key);

/**
 * Sends what the slot keeps from an attempt without a definite answer, else what `make` makes, kept before it is sent.
 */
export async function sendKept<T, R, E extends Refusal>(
  slot: Slot<T>,
  make: () => T | Promise<T>,
  send: (kept: T) => Promise<Result<R, E>>,
): Promise<Result<R, E>> {
  const kept = keptIn(slot) ?? (await make());
  store(slot.key, kept);
  const answer = await send(kept);
  if (isDefinite(answer)) dropKept(slot);
  return answer;
}

export const makeId = async (kind: IdKind): Promise<string> => newId(kind, await randomBytes(idBytes(kind)));
