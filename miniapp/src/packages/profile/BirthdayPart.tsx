// 生日: month and day, given once a year. Deleting it is free at any time; another one waits for its day.
import { calendarDay } from "@huike/shared/day";
import { BIRTHDAY_KEPT_DAYS, dayOf, monthOf, type Profile, PutBirthday } from "@huike/shared/profile";
import { Text } from "@tarojs/components";
import { useState } from "react";
import { call } from "../../api/call";
import { serverNowMs } from "../../state/session-state";
import { Button } from "../../ui/Button";
import { askFirst } from "./ask-first";
import { DayWheel } from "./DayWheel";
import { Part } from "./Part";
import { useSaving } from "./use-saving";

type Props = {
  readonly profile: Profile;
  readonly onSaved: (profile: Profile) => void;
  /** The server knows of a birthday this page does not. */
  readonly onOutdated: () => Promise<void>;
};

const spoken = (birthday: number): string => `${monthOf(birthday)} 月 ${dayOf(birthday)} 日`;

export function BirthdayPart({ profile, onSaved, onOutdated }: Props) {
  const { birthday, birthdayFromMs } = profile;
  const [picked, setPicked] = useState<number>();
  const { isBusy, sentence, save } = useSaving(onSaved);
  const fromMs = birthdayFromMs !== undefined && birthdayFromMs > serverNowMs() ? birthdayFromMs : undefined;

  const keep = async (chosen: number) => {
    const warning = `存下后 ${BIRTHDAY_KEPT_DAYS} 天内不能再改，看清楚再存`;
    if (!(await askFirst(`生日是 ${spoken(chosen)}？`, warning, "存下"))) return;
    const answer = await save(() => call(PutBirthday, { birthday: chosen }));
    if (!answer.ok && answer.error === "birthday_given") await onOutdated();
  };
  const remove = async () => {
    const later = fromMs === undefined ? "" : `，${calendarDay(fromMs)} 起才能再填`;
    if (!(await askFirst("删除生日？", `删除后不再收到生日的心意${later}`, "删除"))) return;
    if ((await save(() => call(PutBirthday, {}))).ok) setPicked(undefined);
  };
  return (
    <Part title="生日" why="生日前后的心意，只记月和日" sentence={sentence}>
      {fromMs === undefined ? (
        <DayWheel chosen={picked ?? birthday} spoken={spoken} onPick={setPicked} />
      ) : (
        <Text className="t-body t-block num">{birthday === undefined ? "没有填" : spoken(birthday)}</Text>
      )}
      {fromMs === undefined ? (
        <Button
          kind="outlined"
          isBusy={isBusy}
          isOff={picked === undefined || picked === birthday}
          onClick={() => void (picked !== undefined && keep(picked))}
        >
          保存生日
        </Button>
      ) : (
        <Text className="t-note t-block num">{`一年改一次，${calendarDay(fromMs)} 起可以再改`}</Text>
      )}
      {birthday !== undefined && !isBusy && (
        <Button kind="words" onClick={() => void remove()}>
          删除生日
        </Button>
      )}
    </Part>
  );
}
