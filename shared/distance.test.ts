import fc from "fast-check";
import { distanceMeters, distanceText, nearestFirst, roughDistanceText } from "./distance.ts";

test("distances read as people say them", () => {
  const square = { lat: 31.2304, lng: 121.4737 };
  expect(distanceMeters(square, square)).toBe(0);
  // One degree of latitude is 111.195 km on the mean sphere.
  expect(distanceMeters(square, { ...square, lat: 32.2304 })).toBeCloseTo(111_195, -1);
  expect([354, 1_249, 12_400].map(distanceText)).toEqual(["350 米", "1.2 公里", "12 公里"]);
  expect([996, 9_960].map(distanceText)).toEqual(["1.0 公里", "10 公里"]);
});

test("a rough place gives whole kilometres, and never none", () => {
  expect([0, 480, 1_400, 1_600, 12_400].map(roughDistanceText)).toEqual([
    "约 1 公里",
    "约 1 公里",
    "约 1 公里",
    "约 2 公里",
    "约 12 公里",
  ]);
});

describe("nearest first", () => {
  const inChina = fc.record({
    lat: fc.double({ min: 18, max: 53, noNaN: true }),
    lng: fc.double({ min: 73, max: 135, noNaN: true }),
  });
  const anywhere = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  /** Shops of one street: metres apart, many at the same door. */
  const street = fc.record({
    lat: fc.integer({ min: 0, max: 40 }).map((i) => 31.23 + i / 100_000),
    lng: fc.integer({ min: 0, max: 40 }).map((i) => 121.47 + i / 100_000),
  });

  test.each([
    ["in China", inChina],
    ["anywhere", anywhere],
    ["in one street", street],
  ])("is the order of the exact distances, %s", (_, place) => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), place, (places, from) => {
        const exact = places
          .map((point, i) => ({ point, i, meters: distanceMeters(from, point) }))
          .sort((a, b) => a.meters - b.meters || a.i - b.i);
        expect(nearestFirst(places, from).map((point) => distanceMeters(from, point))).toEqual(
          exact.map(({ meters }) => meters),
        );
      }),
      { numRuns: 200 },
    );
  });
});
