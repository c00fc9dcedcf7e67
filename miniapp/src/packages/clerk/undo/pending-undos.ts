// Undos sent without a definite answer. A redemption is undone once, so its id is the number of the request: asked
// again, the server gives the first answer.
import { UndoRedemption } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import { keptList } from "../../../api/kept-list";

export type Undo = RequestOf<typeof UndoRedemption>;

const kept = keptList<Undo>(
  "undos",
  ({ redemptionId }) => redemptionId,
  (stored) => UndoRedemption.request.safeParse(stored).data,
);

export const pendingUndos = kept.all;
export const keepUndo = kept.keep;
export const dropUndo = kept.drop;
