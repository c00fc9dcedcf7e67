// The addresses of our pages. `scene` is what a mini-program code carries; WeChat hands it over encoded once.
export const routes = {
  home: "/pages/home/index",
  wallet: "/pages/wallet/index",
  stores: "/pages/stores/index",
  me: "/pages/me/index",
  landing: (scene: string) => `/pages/landing/index?scene=${scene}`,
  code: "/pages/code/index",
  codeOf: (offerId: string, n: number) => `/pages/code/index?offerId=${offerId}&n=${n}`,
  ticket: (offerId: string, n: number) => `/pages/ticket/index?offerId=${offerId}&n=${n}`,
  receipt: (offerId: string, n: number) => `/pages/receipt/index?offerId=${offerId}&n=${n}`,
  give: (offerId: string, n: number) => `/packages/gift/give/index?offerId=${offerId}&n=${n}`,
  /** What a gift's link opens. */
  gift: (giftId: string) => `/packages/gift/open/index?g=${giftId}`,
  agreement: (which: "membership" | "privacy") => `/pages/agreement/index?which=${which}`,
  till: "/packages/clerk/ready/index",
  confirm: "/packages/clerk/confirm/index",
  clerkReceipt: "/packages/clerk/receipt/index",
  undo: "/packages/clerk/undo/index",
  today: "/packages/clerk/today/index",
  practice: "/packages/clerk/practice/index",
  slip: "/packages/clerk/slip/index",
  /** Opened by a scan only: the code that was read is not in its address, or a link could bring one. */
  signIn: "/packages/clerk/sign-in/index",
  console: "/packages/clerk/console/index",
  invite: (text: string) => `/packages/clerk/invite/index?text=${encodeURIComponent(text)}`,
  handover: (shiftId: string) => `/packages/clerk/handover/index?shiftId=${shiftId}`,
  sheets: (storeId: string) => `/packages/clerk/sheets/index?storeId=${storeId}`,
} as const;
