import { fireEvent, render, screen, within } from "@testing-library/react";
import { setLanguage } from "../../text/language";
import type { Due } from "./DueLink";
import { Lanes } from "./Lanes";

const days = ["2026-11-04", "2026-11-05", "2026-11-06"];
const due = (campaignId: string, name: string, at: string, storeIds?: string[]): Due => ({
  ...{ campaignId, name, state: "scheduled", version: 1, path: "notice", kind: "news" },
  ...{ dueAtMs: Date.parse(`${at}+08:00`), ...(storeIds ? { storeIds } : {}) },
});
const all = [
  due("cmp_a", "给所有人", "2026-11-05T10:00:00"),
  due("cmp_b", "一店上新", "2026-11-05T18:00:00", ["sto_1"]),
  due("cmp_c", "一店周末", "2026-11-06T10:00:00", ["sto_1"]),
];
const show = () => render(<Lanes due={all} days={days} storeName={(id) => (id === "sto_1" ? "一店" : id)} />);
const cell = (name: string) => screen.getByRole("button", { name });

test("each shop has its row, each day its column, and a clash is said in words", () => {
  setLanguage("zh");
  show();
  const [, chain, shop] = screen.getAllByRole("row");
  within(chain as HTMLElement).getByRole("rowheader", { name: "全连锁" });
  within(shop as HTMLElement).getByRole("rowheader", { name: "一店" });
  expect(within(chain as HTMLElement).getAllByRole("button")).toHaveLength(1);
  const seen = (name: string) => cell(name).textContent?.replace(name, "");
  expect(seen("一店 2026-11-05：2 个推送 · 撞期：2 个推送")).toBe("2◆撞期");
  expect(seen("全连锁 2026-11-05：1 个推送")).toBe("1");
});

test("the more reach a lane on a day, the darker it is", () => {
  setLanguage("zh");
  show();
  const ground = (name: string) => (cell(name).parentElement as HTMLElement).style.background;
  const opacity = (text: string) => Number(/([\d.]+)\)$/.exec(text)?.[1]);
  const [one, two] = [ground("一店 2026-11-06：1 个推送"), ground("一店 2026-11-05：2 个推送 · 撞期：2 个推送")];
  expect(opacity(two)).toBeCloseTo(2 * opacity(one), 1);
});

test("a day of a lane is opened to the campaigns that reach it, the chain's by name", () => {
  setLanguage("en");
  show();
  fireEvent.click(cell("一店, 2026-11-05: 2 campaigns · 2 on one day"));
  expect(cell("一店, 2026-11-05: 2 campaigns · 2 on one day").getAttribute("aria-pressed")).toBe("true");
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["/campaigns/cmp_a", "/campaigns/cmp_b"]);
  expect(links[0]?.closest("li")?.textContent).toContain("Whole chain");
  expect(links[1]?.closest("li")?.textContent).not.toContain("Whole chain");
  fireEvent.click(cell("Whole chain, 2026-11-05: 1 campaign"));
  expect(screen.getAllByRole("link")).toHaveLength(1);
});
