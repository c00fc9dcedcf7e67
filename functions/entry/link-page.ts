// Where a link QR leads that WeChat did not catch: one page, for people.
import { showLinkPage } from "../channel/show-link-page.ts";
import { liveEnv } from "../platform/env.ts";
import { servePage } from "../platform/serve-page.ts";

const env = liveEnv();
const proof = process.env.LINK_DOMAIN_PROOF;
export const handler = servePage({ path: "/q/:scene", env: () => env, show: showLinkPage, proof });
