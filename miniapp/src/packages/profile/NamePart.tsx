// 称呼: as the member wants to be called.
import { MemberName, NAME_MAX, type Profile, PutName } from "@huike/shared/profile";
import { useState } from "react";
import { call } from "../../api/call";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Part } from "./Part";
import { useSaving } from "./use-saving";

type Props = { readonly profile: Profile; readonly onSaved: (profile: Profile) => void };

export function NamePart({ profile, onSaved }: Props) {
  const [typed, setTyped] = useState(profile.name ?? "");
  const { isBusy, sentence, setSentence, save } = useSaving(onSaved);
  const name = typed.trim();
  const mayBeSaved = name !== profile.name && MemberName.safeParse(name).success;
  const reviewed = (isTaken: boolean) => {
    if (isTaken) return;
    setTyped("");
    setSentence("微信没有通过这个称呼，换一个试试");
  };
  const remove = async () => {
    if ((await save(() => call(PutName, {}))).ok) setTyped("");
  };
  return (
    <Part title="称呼" why="店员好称呼你" sentence={sentence}>
      <Field
        label="称呼"
        placeholder="怎么称呼你"
        value={typed}
        maxLength={NAME_MAX}
        onType={setTyped}
        onReviewed={reviewed}
      />
      <Button
        kind="outlined"
        isBusy={isBusy}
        isOff={!mayBeSaved}
        onClick={() => void save(() => call(PutName, { name }))}
      >
        保存称呼
      </Button>
      {profile.name !== undefined && !isBusy && (
        <Button kind="words" onClick={() => void remove()}>
          清除称呼
        </Button>
      )}
    </Part>
  );
}
