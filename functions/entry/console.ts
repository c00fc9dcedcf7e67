// The operators' web console, as it was built: no table, no secret, nothing but files.
import { serveFiles } from "../platform/serve-files.ts";

export const handler = serveFiles({ base: "/console/", folder: new URL("../../console/dist/web/", import.meta.url) });
