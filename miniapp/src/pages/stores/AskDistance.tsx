// Sorting by distance is offered, with what the position is for; it is asked for by the tap and never before. Without it
// the cities lead to a shop as well.
import { Text } from "@tarojs/components";
import { useState } from "react";
import { hasSettings, openSettings } from "../../platform/location";
import { askWhereabouts, useWhereabouts } from "../../state/whereabouts";
import { Button } from "../../ui/Button";
import { CityList } from "./CityList";
import type { CityCount } from "./find-stores";

const hints = {
  unasked: "只用大概的位置给门店排序，不会保存",
  refused: "没有定位也能找：选城市",
  unavailable: "暂时拿不到位置，选城市也能找",
} as const;

type Props = { readonly cities: readonly CityCount[]; readonly city: string | undefined };

export function AskDistance({ cities, city }: Props) {
  const answer = useWhereabouts((s) => s.answer);
  const [isAsking, setAsking] = useState(false);
  if (answer === "here") return null;
  const ask = async (prepare?: () => Promise<void>) => {
    setAsking(true);
    await prepare?.();
    await askWhereabouts();
    setAsking(false);
  };
  return (
    <>
      <Button kind="outlined" isBusy={isAsking} onClick={() => void ask()}>
        按距离排序
      </Button>
      <Text className="t-label stores__hint">{hints[answer]}</Text>
      {answer === "refused" && hasSettings && (
        <Button kind="words" onClick={() => void ask(openSettings)}>
          去设置里允许位置
        </Button>
      )}
      {(answer !== "unasked" || city !== undefined || cities.length > 1) && <CityList cities={cities} chosen={city} />}
    </>
  );
}
