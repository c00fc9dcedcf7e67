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
  agreement: (which: "membership" | "privacy") => `/pages/agreement/index?which=${which}`,
  till: "/packages/clerk/ready/index",
  confirm: "/packages/clerk/confirm/index",
  clerkReceipt: "/packages/clerk/receipt/index",
  undo: "/packages/clerk/undo/index",
  today: "/packages/clerk/today/index",
} as const;
