/// <reference types="@tarojs/taro" />

declare module "*.css";

// Put in by the build (config/index.ts).
declare const __API_BASE__: string;

// jsbarcode ships types for its drawing front only; we take its table and draw ourselves.
declare module "jsbarcode/bin/barcodes/CODE128/constants.js" {
  /** Bars and spaces of each symbol, eleven modules written as a decimal number of ones and zeros. */
  export const BARS: readonly number[];
  export const MODULO: number;
  export const START_C: number;
  export const STOP: number;
}

/** Its encoder: tests hold ours against it. */
declare module "jsbarcode/bin/barcodes/CODE128/CODE128C.js" {
  class Code128C {
    constructor(digits: string, options: Record<string, never>);
    encode(): { text: string; data: string };
  }

  export { Code128C as default };
}
