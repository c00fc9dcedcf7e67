// One part of the page saves: busy meanwhile, and the sentence of a refusal beside what was typed, which stays.
import type { RefusalDetail, Result } from "@huike/shared/endpoint";
import type { Profile } from "@huike/shared/profile";
import type { Refusal } from "@huike/shared/sentences";
import { useState } from "react";
import { serverNowMs } from "../../state/session-state";
import { explain } from "../../text/explain";

type Saved = Result<Profile, Refusal> & { readonly detail?: RefusalDetail | undefined };

export function useSaving(onSaved: (profile: Profile) => void) {
  const [isBusy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();
  const save = async (send: () => Promise<Saved>): Promise<Saved> => {
    setBusy(true);
    setSentence(undefined);
    const answer = await send();
    setBusy(false);
    if (answer.ok) onSaved(answer.value);
    else setSentence(explain(answer.error, answer.detail, serverNowMs()));
    return answer;
  };
  return { isBusy, sentence, setSentence, save };
}
