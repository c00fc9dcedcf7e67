// Where the phone was when the person asked for distances: for this run only, never kept.
import type { Point } from "@huike/shared/distance";
import { create } from "zustand";
import { whereAmI } from "../platform/location";

type State = { readonly point: Point | undefined; readonly answer: "unasked" | "here" | "refused" | "unavailable" };

export const useWhereabouts = create<State>(() => ({ point: undefined, answer: "unasked" }));

export async function askWhereabouts(): Promise<void> {
  const found = await whereAmI();
  useWhereabouts.setState({ answer: found.is, point: found.is === "here" ? found.point : undefined });
}
