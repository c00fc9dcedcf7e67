// The host as one script for a browser page: `openWeapp` is all that a test needs there.
import type { WeappBundle } from "./bundle.ts";
import { fetchTransport } from "./fetch-transport.ts";
import { createHost, type WeappHost } from "./host.ts";
import type { Launch } from "./phone-link.ts";

export type BrowserOptions = {
  phone?: string;
  launch?: Partial<Launch>;
  width?: number;
  height?: number;
  fontScale?: number;
};

declare global {
  interface Window {
    openWeapp(bundle: WeappBundle, options?: BrowserOptions): WeappHost;
    /** The host opened last, for `page.evaluate`. */
    weapp: WeappHost;
  }
}

window.openWeapp = (
  bundle,
  { phone, launch, fontScale = 1, width = window.innerWidth, height = window.innerHeight } = {},
) => {
  // Kept before page code runs: the server under test is the page's own origin.
  const server = { transport: fetchTransport, origin: window.location.origin };
  const theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const host = createHost(bundle, { server, ...(phone ? { phone } : {}), screen: { width, height, theme, fontScale } });
  window.addEventListener("unhandledrejection", ({ reason }) =>
    host.log.errors.push(`rejected: ${String(reason?.stack ?? reason)}`),
  );
  window.weapp = host;
  host.launch(launch);
  return host;
};
