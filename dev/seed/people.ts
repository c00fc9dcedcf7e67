// Whose phones the demo has: the owner's, three clerks', two members'. All join the way anybody does.

export const OWNER = { phone: "owner", name: "沈回" } as const;

export type SeedClerk = {
  readonly phone: string;
  readonly name: string;
  readonly clerkNo: string;
  readonly storeId: string;
};

export const clerks: readonly SeedClerk[] = [
  { phone: "clerk-01", name: "周敏", clerkNo: "01", storeId: "sto_sh01" },
  { phone: "clerk-02", name: "吴桐", clerkNo: "02", storeId: "sto_sh01" },
  { phone: "clerk-03", name: "郑好", clerkNo: "03", storeId: "sto_sh04" },
];

/** Has never opened the mini-program. */
export const NEWCOMER = { phone: "xiaoyu", name: "小雨", note: "第一次来" } as const;
/** Joined, with two coupons in the wallet. */
export const REGULAR = { phone: "aming", name: "阿明", note: "卡包里有券" } as const;
