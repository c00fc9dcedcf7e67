// What campaigns sent to this member, and which of it was opened. An opening is kept on the phone at once and told to the
// server when it can be heard: it counts once, however often it is told.
import { ReadNote } from "@huike/shared/member";
import { create } from "zustand";
import { call } from "../api/call";
import { setRedDot } from "../platform/red-dot";
import { readStored, store } from "../platform/storage";
import { type Home, useHome } from "./home-state";

export type Push = { readonly campaignId: string; readonly run: number };
type Opened = { readonly push: string; readonly isTold: boolean };

const KEY = "opened-pushes";
const KEPT_MAX = 60;
/** The second tab: 卡包. */
const WALLET_TAB = 1;

export const usePushes = create<{ readonly opened: readonly Opened[] }>(() => ({ opened: restore() }));

function restore(): readonly Opened[] {
  const kept = readStored(KEY);
  return Array.isArray(kept) ? (kept as Opened[]).filter(({ push }) => readPush(push)) : [];
}

const nameOf = ({ campaignId, run }: Push): string => `${campaignId}.${run}`;

/** "cmp_k2m4.3", as a message's page says it. */
export function readPush(text: string | undefined): Push | undefined {
  const [, campaignId, run] = /^(cmp_[0-9a-z]{4,8})\.([1-9]\d{0,4})$/.exec(text ?? "") ?? [];
  return campaignId === undefined ? undefined : { campaignId, run: Number(run) };
}

export const wasOpened = (opened: readonly Opened[], push: Push): boolean =>
  opened.some((one) => one.push === nameOf(push));

export async function openPush(push: Push): Promise<void> {
  const { opened } = usePushes.getState();
  if (!wasOpened(opened, push)) keep([...opened, { push: nameOf(push), isTold: false }]);
  await tellOpened();
}

function keep(opened: readonly Opened[]): void {
  const newest = opened.slice(-KEPT_MAX);
  store(KEY, newest);
  usePushes.setState({ opened: newest });
}

let telling: Promise<void> | undefined;

/** What could not be told before. */
export function tellOpened(): Promise<void> {
  telling ??= tell().finally(() => {
    telling = undefined;
  });
  return telling;
}

async function tell(): Promise<void> {
  for (const { push: name, isTold } of usePushes.getState().opened) {
    const push = isTold ? undefined : readPush(name);
    if (!push) continue;
    const answer = await call(ReadNote, push);
    if (!answer.ok) return;
    keep(usePushes.getState().opened.map((one) => (one.push === name ? { ...one, isTold: true } : one)));
  }
}

/** Runs whose coupons lie in the wallet and were not seen there yet. */
function unseen(home: Home | undefined): Push[] {
  const { opened } = usePushes.getState();
  const pushes = (home?.wallet.coupons ?? []).flatMap(({ push }) => (push ? [push] : []));
  return pushes.filter((push) => !wasOpened(opened, push));
}

/** A coupon somebody sent lies in the wallet: the tab says so till the wallet was opened. */
export const showRedDot = (): Promise<void> => setRedDot(WALLET_TAB, unseen(useHome.getState().home).length > 0);

export async function seeWallet(): Promise<void> {
  for (const push of unseen(useHome.getState().home)) await openPush(push);
  await showRedDot();
}
