import { aCoupon, aFace } from "../../testing/people";
import { type Held, keepPlaces, type Place } from "./wallet";

const held = (name: string, face = aFace()): Held => ({ coupon: aCoupon({ offerId: `ofr_${name}` }), face });
const [a, b, c] = [held("aaaa"), held("bbbb"), held("cccc")];
const shape = (places: Place[]) =>
  places.map(({ coupon, isGone }) => (isGone ? `(${coupon.offerId.at(-1)})` : coupon.offerId.at(-1))).join("");

describe("the places of a list of tickets", () => {
  const all = keepPlaces([], [a, b, c]);

  test("stay where they are when a ticket leaves, and when it comes back", () => {
    const without = keepPlaces(all, [a, c]);
    expect(shape(without)).toBe("a(b)c");
    expect(shape(keepPlaces(without, []))).toBe("(a)(b)(c)");
    expect(shape(keepPlaces(without, [a, b, c]))).toBe("abc");
  });

  test("hold what is new of a ticket, and of a gone one what was last seen", () => {
    const changed = held("bbbb", aFace({ title: "新名字" }));
    const places = keepPlaces(all, [a, changed, c]);
    expect(places[1]?.face.title).toBe("新名字");
    expect(keepPlaces(places, [a, c])[1]?.face.title).toBe("新名字");
  });

  test.each([
    ["another order", [b, a, c], "bac"],
    ["a ticket nobody had", [a, held("dddd"), c], "adc"],
  ])("are laid out anew for %s", (_, now, expected) => {
    expect(shape(keepPlaces(keepPlaces(all, [a, c]), now))).toBe(expected);
  });
});
