// Two wheels, month and day; the second has the days of the month the first stands at.
import { dayOf, daysOfMonth, monthOf } from "@huike/shared/profile";
import { Picker, Text, View } from "@tarojs/components";
import { useState } from "react";
import "../../ui/field.css";

type Props = {
  readonly chosen: number | undefined;
  readonly spoken: (birthday: number) => string;
  readonly onPick: (birthday: number) => void;
};

const JANUARY_1 = 101;
const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1} 月`);
const daysIn = (month: number): string[] => Array.from({ length: daysOfMonth(month) }, (_, i) => `${i + 1} 日`);

/** The last of its days for a month that is shorter. */
const birthdayAt = (month: number, day: number): number => month * 100 + Math.min(day, daysOfMonth(month));

export function DayWheel({ chosen, spoken, onPick }: Props) {
  const [turned, setTurned] = useState<number>();
  const at = turned ?? chosen ?? JANUARY_1;
  const turn = (column: number, index: number) =>
    setTurned(column === 0 ? birthdayAt(index + 1, dayOf(at)) : birthdayAt(monthOf(at), index + 1));
  return (
    <Picker
      mode="multiSelector"
      range={[MONTHS, daysIn(monthOf(at))]}
      value={[monthOf(at) - 1, dayOf(at) - 1]}
      onColumnChange={({ detail }) => turn(detail.column, detail.value)}
      onCancel={() => setTurned(undefined)}
      onChange={({ detail }) => {
        setTurned(undefined);
        onPick(birthdayAt((detail.value[0] ?? 0) + 1, (detail.value[1] ?? 0) + 1));
      }}
    >
      <View className="field" ariaRole="button" ariaLabel="选生日的月和日">
        {chosen === undefined ? (
          <Text className="t-body profile__unset">选月和日</Text>
        ) : (
          <Text className="t-body num">{spoken(chosen)}</Text>
        )}
      </View>
    </Picker>
  );
}
