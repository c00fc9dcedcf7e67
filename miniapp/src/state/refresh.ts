// What a member page does when it comes to the front: sign in if need be, then hear the news.
import { type Arrival, arriveBy, type SignedIn } from "../api/session";
import { refreshBrandTo, refreshGuestsBrand } from "./brand-state";
import { refreshHome, useHome } from "./home-state";
import { showRedDot, tellOpened } from "./pushes";
import { isMember, serverNowMs, useSession } from "./session-state";
import { refreshStores, refreshStoresTo, useStores } from "./stores-state";

/** A ticket that waits for a sign-in, because the last one failed, goes with this one. */
export async function refreshAll(by: Arrival = {}): Promise<SignedIn> {
  const signedIn = await arriveBy(by);
  if (signedIn.ok && isMember(signedIn.value)) {
    await refreshHome();
    void showRedDot();
    void tellOpened();
    const home = useHome.getState().home;
    // 0: only our own note of a claim, not yet the server's word.
    if (home?.storesVersion) {
      await Promise.all([refreshStoresTo(home.storesVersion), refreshBrandTo(home.brandVersion)]);
    }
  } else await refreshGuestsBrand();
  if (!useStores.getState().kept) await refreshStores();
  return signedIn;
}

/** Shops move seldom: what was heard in the last minutes holds. */
const FRESH_MS = 10 * 60_000;

const isFresh = (heardAtMs: number): boolean => Math.abs(serverNowMs() - heardAtMs) < FRESH_MS;

/**
 * What 门店 does when it comes to the front. A member's home has just said which list is newest, and nothing is asked
 * while the phone holds that one; for somebody without a home the list's own last answer has to be fresh.
 */
export async function refreshFinder(): Promise<void> {
  const { kept, heardAtMs } = useStores.getState();
  if (!isMember(useSession.getState().session)) {
    if (!kept || !isFresh(heardAtMs)) await refreshStores();
    return;
  }
  if (!useHome.getState().home?.storesVersion || !isFresh(useHome.getState().heardAtMs)) await refreshHome();
  const version = useHome.getState().home?.storesVersion;
  if (version) await refreshStoresTo(version);
  else if (!kept) await refreshStores();
}
