// Who is above whom. Nobody takes on, changes or lets go their own rank or above.
import type { StaffRole } from "@huike/shared/staff";

/** An auditor sees the whole chain, so only the owner makes one. */
const RANKS: Record<StaffRole, number> = { clerk: 1, manager: 2, operator: 3, auditor: 3, owner: 4 };

export const outranks = (one: StaffRole, other: StaffRole): boolean => RANKS[one] > RANKS[other];

export const rolesBelow = (role: StaffRole): StaffRole[] =>
  (Object.keys(RANKS) as StaffRole[]).filter((other) => outranks(role, other));

/** Owners make owners, by invite only: it is the one way to have a second one. */
export const mayInvite = (role: StaffRole, invited: StaffRole): boolean =>
  outranks(role, invited) || (role === "owner" && invited === "owner");
