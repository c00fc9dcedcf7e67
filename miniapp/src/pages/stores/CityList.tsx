// The way to a shop without a position: the cities, those with the most shops first.
import { useState } from "react";
import { chooseCity } from "../../state/whereabouts";
import { Chips } from "./Chips";
import type { CityCount } from "./find-stores";

const SHOWN_FIRST = 12;

type Props = { readonly cities: readonly CityCount[]; readonly chosen: string | undefined };

export function CityList({ cities, chosen }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? cities : cities.slice(0, SHOWN_FIRST);
  const chips = shown.map(({ city, count }) => ({
    key: city,
    label: `${city} ${count} 家`,
    isOn: city === chosen,
    onTap: () => chooseCity(city === chosen ? undefined : city),
  }));
  const more = { key: "more", label: "更多城市", isOn: false, onTap: () => setWhole(true) };
  return <Chips label="选城市" chips={shown.length < cities.length ? [...chips, more] : chips} />;
}
