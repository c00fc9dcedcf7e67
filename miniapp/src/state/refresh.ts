// What a member page does when it comes to the front: sign in if need be, then hear the news.
import { ensureSession, type SignedIn } from "../api/session";
import { refreshHome, useHome } from "./home-state";
import { isMember } from "./session-state";
import { refreshStores, refreshStoresTo, useStores } from "./stores-state";

export async function refreshAll(): Promise<SignedIn> {
  const signedIn = await ensureSession();
  if (signedIn.ok && isMember(signedIn.value)) {
    await refreshHome();
    const version = useHome.getState().home?.storesVersion;
    // 0: only our own note of a claim, not yet the server's word.
    if (version) await refreshStoresTo(version);
  }
  if (!useStores.getState().kept) await refreshStores();
  return signedIn;
}
