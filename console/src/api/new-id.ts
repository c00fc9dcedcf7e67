// Ids are made here, by who asks, before the first send.
import { type IdKind, idBytes, newId } from "@huike/shared/id";

export const makeId = (kind: IdKind): string => newId(kind, crypto.getRandomValues(new Uint8Array(idBytes(kind))));
