// Who is signed in, and which calls they may make. The API refuses by itself; the pages only hide.
import { GetConsoleMe } from "@huike/shared/console-session";
import { type Endpoint, fullPath, type ResponseOf } from "@huike/shared/endpoint";
import { useCall } from "./use-call";

export type Me = ResponseOf<typeof GetConsoleMe>;

/** Often enough that a session ended elsewhere shows before somebody has filled in a form. */
const EVERY_MS = 60_000;

export const useMe = () => useCall(GetConsoleMe, {}, { everyMs: EVERY_MS });

export const mayCall = (me: Me | undefined, endpoint: Endpoint): boolean =>
  me?.mayCall.includes(`${endpoint.method} ${fullPath(endpoint)}`) ?? false;

export const useMay = (endpoint: Endpoint): boolean => mayCall(useMe().data, endpoint);
