// How far clerks are in what their shops expect of them in a month. A target is a shop's, so what counts for it is what
// was brought to that shop; of who works in two, both are added up.
import type { Tally } from "@huike/shared/report";
import { isTarget, type ShopTargets, type Target, targetOf } from "@huike/shared/target";

/** Somebody who works here now. */
export type Worker = { readonly memberNo: string; readonly isClerk: boolean; readonly storeIds: readonly string[] };
export type Progress = { readonly target: Target; readonly done: Target; readonly held: Target };

/** In one shop; undefined where it expects nothing of them. */
export function progressAt(
  { memberNo, isClerk }: Pick<Worker, "memberNo" | "isClerk">,
  targets: ShopTargets | undefined,
  sum: Tally | undefined,
): Progress | undefined {
  const target = targets && targetOf(targets, memberNo, isClerk);
  if (!target || !isTarget(target)) return undefined;
  const { members = 0, redemptions = 0, heldMembers = 0, heldRedemptions = 0 } = sum ?? {};
  return {
    target,
    done: { members: members - heldMembers, redemptions: redemptions - heldRedemptions },
    held: { members: heldMembers, redemptions: heldRedemptions },
  };
}

const plus = (a: Target, b: Target): Target => ({
  members: a.members + b.members,
  redemptions: a.redemptions + b.redemptions,
});

/** Over the shops of one person; undefined where none expects anything. */
export const addProgress = (some: readonly Progress[]): Progress | undefined =>
  some.reduce<Progress | undefined>(
    (sum, one) =>
      sum
        ? { target: plus(sum.target, one.target), done: plus(sum.done, one.done), held: plus(sum.held, one.held) }
        : one,
    undefined,
  );
