// Whose phones the demo has: those of the chain's own people, and two members'. All join the way anybody does.
import type { StaffRole } from "@huike/shared/staff";

export const OWNER = { phone: "owner", name: "沈回", role: "owner" } as const;

export type SeedStaff = {
  readonly phone: string;
  readonly name: string;
  readonly clerkNo: string;
  readonly role: Exclude<StaffRole, "owner">;
  readonly storeIds: readonly string[];
};

const clerk = (phone: string, name: string, clerkNo: string, storeId: string): SeedStaff => ({
  ...{ phone, name, clerkNo, storeIds: [storeId], role: "clerk" },
});

/** Those who stand at a counter; a poster may carry their name. */
export const clerks: readonly SeedStaff[] = [
  clerk("clerk-01", "周敏", "01", "sto_sh01"),
  clerk("clerk-02", "吴桐", "02", "sto_sh01"),
  clerk("clerk-03", "郑好", "03", "sto_sh04"),
];

/** Those who sit at the console, beside the owner. */
export const office: readonly SeedStaff[] = [
  { phone: "operator", name: "何运", clerkNo: "90", role: "operator", storeIds: [] },
  { phone: "manager", name: "林岚", clerkNo: "10", role: "manager", storeIds: ["sto_sh01"] },
  { phone: "auditor", name: "梁正", clerkNo: "91", role: "auditor", storeIds: [] },
];

/** Who can be signed in to the console on this machine, by role. */
export const desks = [OWNER, ...office].map(({ phone, name, role }) => ({ phone, name, role }));

/** Has never opened the mini-program. */
export const NEWCOMER = { phone: "xiaoyu", name: "小雨", note: "第一次来" } as const;
/** Joined, with two coupons in the wallet, and has said who they are: an operator finds them by it. */
export const REGULAR = { phone: "aming", name: "阿明", note: "卡包里有券" } as const;
export const REGULARS_PROFILE = { name: "陈明", birthday: 1203, number: "13800138000" } as const;
