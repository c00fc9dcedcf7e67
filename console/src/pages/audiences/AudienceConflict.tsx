// Somebody kept another version meanwhile: what differs, and whose shall hold.
import type { Segment } from "@huike/shared/audience-calls";
import { CountAudience } from "@huike/shared/audience-calls";
import { useCall } from "../../api/use-call";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Conflict } from "../../ui/Conflict";
import type { SegmentDraft } from "./segment-draft";
import { words } from "./words";

type Props = {
  readonly mine: SegmentDraft;
  readonly theirs: Segment;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
};

export function AudienceConflict({ mine, theirs, onMine, onTheirs }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  // The count beside it has just asked the same.
  const { data } = useCall(CountAudience, { rule: mine.rule }, { freshMs: Number.POSITIVE_INFINITY });
  const differences = [
    { field: w.name, mine: mine.name, theirs: theirs.name },
    {
      field: w.who,
      mine: data ? sentenceOf(data.sentence, language) : "…",
      theirs: sentenceOf(theirs.sentence, language),
    },
    { field: w.tag, mine: mine.isTagging ? mine.tag : w.noTag, theirs: theirs.tag ?? w.noTag },
    { field: w.state, mine: w[mine.state], theirs: w[theirs.state] },
  ].filter((one) => one.mine !== one.theirs);
  return <Conflict differences={differences} onMine={onMine} onTheirs={onTheirs} />;
}
