// Where the phone was when the person asked for distances: for this run only, never kept. The city they chose instead is
// no secret of theirs, and is.
import { distanceMeters, distanceText, type Point, roughDistanceText } from "@huike/shared/distance";
import { create } from "zustand";
import { whereAmI } from "../platform/location";
import { forget, readStored, store } from "../platform/storage";

type State = {
  readonly point: Point | undefined;
  readonly isRough: boolean;
  readonly answer: "unasked" | "here" | "refused" | "unavailable";
  readonly city: string | undefined;
};

const CITY_KEY = "city";

function restore(): State {
  const city = readStored(CITY_KEY);
  return { point: undefined, isRough: false, answer: "unasked", city: typeof city === "string" ? city : undefined };
}

export const useWhereabouts = create<State>(restore);

export async function askWhereabouts(): Promise<void> {
  const found = await whereAmI();
  if (found.is !== "here") {
    useWhereabouts.setState({ answer: found.is, point: undefined });
    return;
  }
  // The nearest shop may lie across the city's border.
  chooseCity(undefined);
  useWhereabouts.setState({ answer: "here", point: found.point, isRough: found.isRough });
}

export function chooseCity(city: string | undefined): void {
  if (city === undefined) forget(CITY_KEY);
  else store(CITY_KEY, city);
  useWhereabouts.setState({ city });
}

/** 「约 2 公里」 or, from an exact place, 「1.6 公里」; nothing while the place is unknown. */
export function farText({ point, isRough }: Pick<State, "point" | "isRough">, to: Point): string | undefined {
  if (!point) return undefined;
  const meters = distanceMeters(point, to);
  return isRough ? roughDistanceText(meters) : distanceText(meters);
}
