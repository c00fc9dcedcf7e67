// When a campaign goes out: once approved, at a time, weekly, or each time something happens to a member.
import { useLanguage, useWords } from "../../text/language";
import { ChooseOne, ChooseSome } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { Sentence } from "../../ui/Sentence";
import { MinuteOfDay, Moment } from "../../ui/Times";
import type { Draft, When } from "./draft";
import type { SentencesProps } from "./sentences-props";
import { dayName, WEEK, words } from "./words";

type Part = Omit<SentencesProps, "templates">;

const whens = ["now", "at", "every", "trigger"] as const satisfies readonly When[];

export function TimeSentence({ draft, change, faults }: Part) {
  const w = useWords(words);
  const language = useLanguage();
  const { when, atMs, weekdays, minute, untilMs } = draft;
  return (
    <Sentence label={w.sTime} isTall={when === "every" || when === "trigger"}>
      <ChooseOne
        label={w.sTime}
        choices={whens.map((value) => ({ value, label: w[value] }))}
        chosen={when}
        onChoose={(next) => change({ when: next })}
      />
      {when === "at" && (
        <Moment
          label={w.at}
          atMs={atMs}
          isWrong={faults.includes("past")}
          onChange={(ms) => ms && change({ atMs: ms })}
        />
      )}
      {when === "every" && (
        <span className="sentence__row">
          <ChooseSome
            label={w.sDays}
            choices={WEEK.map((day) => ({ value: day, label: dayName(day, language) }))}
            chosen={weekdays}
            onChoose={(days) => change({ weekdays: [...days].sort() })}
          />
        </span>
      )}
      {when === "trigger" && <TriggerRows draft={draft} change={change} faults={faults} />}
      {(when === "every" || when === "trigger") && (
        <span className="sentence__row">
          {(when === "every" || isDaily(draft.on)) && (
            <MinuteOfDay label={w.sAtMinute} minute={minute} onChange={(next) => change({ minute: next })} />
          )}
          {w.sUntil}
          <Moment
            label={w.sUntil}
            atMs={untilMs}
            isWrong={faults.includes("until")}
            onChange={(ms) => ms && change({ untilMs: ms })}
          />
        </span>
      )}
    </Sentence>
  );
}

const occasions = [
  "joined",
  "redeemed",
  "level_up",
  "unseen",
  "expiring",
  "birthday",
] as const satisfies readonly Draft["on"][];

/** Asked once a day, of everybody it is for; the others are seen when they happen. */
const isDaily = (on: Draft["on"]): boolean => on === "unseen" || on === "expiring" || on === "birthday";

function TriggerRows({ draft, change, faults }: Part) {
  const w = useWords(words);
  const { on, unseenDays, expiringDays, birthdayDays } = draft;
  const status = faults.includes("trigger") ? ({ status: "error" } as const) : {};
  return (
    <>
      <span className="sentence__row">
        <ChooseOne
          label={w.sTrigger}
          choices={occasions.map((value) => ({ value, label: w[`on_${value}`] }))}
          chosen={on}
          onChoose={(next) => change({ on: next })}
        />
      </span>
      {on === "unseen" && (
        <span className="sentence__row">
          {w.unseenBefore}
          <Count
            label={w.on_unseen}
            value={unseenDays}
            min={7}
            max={365}
            {...status}
            onChange={(n) => change({ unseenDays: n ?? 30 })}
          />
          {w.unseenAfter}
        </span>
      )}
      {on === "expiring" && (
        <span className="sentence__row">
          {w.expiringBefore}
          <Count
            label={w.on_expiring}
            value={expiringDays}
            max={14}
            {...status}
            onChange={(n) => change({ expiringDays: n ?? 3 })}
          />
          {w.expiringAfter}
        </span>
      )}
      {on === "birthday" && (
        <>
          <span className="sentence__row">
            {w.birthdayBefore}
            <Count
              label={w.on_birthday}
              value={birthdayDays}
              min={0}
              max={14}
              {...status}
              onChange={(n) => change({ birthdayDays: n ?? 0 })}
            />
            {w.birthdayAfter}
          </span>
          <span className="hint">{w.birthdayNote}</span>
        </>
      )}
      <span className="hint">{w.triggerNote}</span>
    </>
  );
}
