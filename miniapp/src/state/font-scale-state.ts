// 字号: the reading size, WeChat's own until the person chooses here.
import { create } from "zustand";
import { systemFontScale } from "../platform/font-scale";
import { readStored, store } from "../platform/storage";

/** Index of the classes fs0…fs3, × 1, 1.12, 1.25, 1.4. */
export type FontStep = 0 | 1 | 2 | 3;

const KEY = "font-step";

export function stepOf(scale: number): FontStep {
  if (scale >= 1.33) return 3;
  if (scale >= 1.19) return 2;
  return scale >= 1.06 ? 1 : 0;
}

function restore(): { step: FontStep } {
  const kept = readStored(KEY);
  return { step: kept === 0 || kept === 1 || kept === 2 || kept === 3 ? kept : stepOf(systemFontScale()) };
}

export const useFontStep = create<{ step: FontStep }>(restore);

export function chooseFontStep(step: FontStep): void {
  store(KEY, step);
  useFontStep.setState({ step });
}
