// What became of slips that were sent, until the clerk has read it: who lost must hear of it, hours after the customer left.
import * as z from "zod/mini";
import { keptList } from "../../../api/kept-list";

const SlipOutcome = z.object({
  redemptionId: z.string(),
  is: z.enum(["settled", "lost", "refused"]),
  sentence: z.string(),
});
export type SlipOutcome = z.infer<typeof SlipOutcome>;

const kept = keptList<SlipOutcome>(
  "slip-outcomes",
  ({ redemptionId }) => redemptionId,
  (stored) => SlipOutcome.safeParse(stored).data,
);

export const slipOutcomes = kept.all;
export const keepOutcome = kept.keep;
export const dropOutcome = kept.drop;
