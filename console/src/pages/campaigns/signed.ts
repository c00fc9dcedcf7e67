// Differences as they are read: a minus is a minus, a plus is said.
import { moneyText } from "../../ui/figures";

const signOf = (value: number): string => (value < 0 ? "−" : "+");

/** A campaign's whole money, in fen: 12345.6 → "+¥123", −250 → "−¥3": a guess is not told to the fen. */
export const signedMoney = (fen: number): string => signOf(fen) + moneyText(Math.round(Math.abs(fen) / 100) * 100);

/** A person's, in fen: −150 → "−¥1.50". */
export const signedEach = (fen: number): string => `${signOf(fen)}¥${(Math.abs(fen) / 100).toFixed(2)}`;

/** A share: 0.0312 → "+3.1%". */
export const signedShare = (share: number): string => `${signOf(share)}${Math.abs(share * 100).toFixed(1)}%`;

/** Yuan for a yuan: 1.5 → "+1.50". */
export const signedTimes = (times: number): string => signOf(times) + Math.abs(times).toFixed(2);
