import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import type { PagedList } from "../api/use-pages";
import { LongTable } from "./LongTable";

const ROW_PX = 48;
const columns = [{ title: "No", show: (n: number) => `no ${n}` }];

function open(count: number, part: Partial<PagedList<number>> = {}) {
  const more = jest.fn();
  const rows = Array.from({ length: count }, (_, i) => i);
  const of: PagedList<number> = {
    ...{ rows, error: null, isFirstLoading: false, hasMore: true, isLoadingMore: false },
    ...{ more, again: jest.fn(), asOfMs: 0, ...part },
  };
  render(<LongTable label="All" of={of} keyOf={String} columns={columns} />);
  const scrollTo = (row: number) => {
    const box = screen.getByRole("region", { name: "All" });
    box.scrollTop = row * ROW_PX;
    fireEvent.scroll(box);
  };
  return { more, scrollTo };
}

describe("a table of a hundred thousand rows", () => {
  test("draws what is seen and no more, wherever one is", () => {
    const { scrollTo } = open(100_000);
    for (const row of [0, 50_000, 99_990]) {
      scrollTo(row);
      screen.getByText(`no ${row}`);
      expect(screen.getAllByRole("cell").length).toBeLessThan(60);
    }
  });

  test("asks for the next page well before its rows are needed, and not before that", () => {
    const { more, scrollTo } = open(1_000);
    expect(more).not.toHaveBeenCalled();
    scrollTo(600);
    expect(more).not.toHaveBeenCalled();
    scrollTo(750);
    expect(more).toHaveBeenCalledTimes(1);
  });

  test("ends in grey rows while there is more to come, and in none where it is whole or has failed", () => {
    const tail = () => (screen.getAllByRole("row").at(-1) as HTMLElement).style.height;
    const rest = (part: Partial<PagedList<number>>) => {
      open(10, { isLoadingMore: true, ...part });
      const height = tail();
      cleanup();
      return height;
    };
    expect([rest({}), rest({ hasMore: false }), rest({ error: new Error("no") as never })]).toEqual(
      [3 * ROW_PX, 0, 0].map((px) => `${px}px`),
    );
  });

  test("asks for nothing where there is no more, where it is being asked, and after a fault until somebody says so", () => {
    expect(open(10, { hasMore: false }).more).not.toHaveBeenCalled();
    expect(open(10, { isLoadingMore: true }).more).not.toHaveBeenCalled();
    expect(open(10, { error: new Error("try later") as never }).more).not.toHaveBeenCalled();
    expect(open(0).more).toHaveBeenCalledTimes(1);
  });
});
