// Distances between two points of the same datum (GCJ-02, as WeChat's maps give them).

const EARTH_RADIUS_METERS = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

export type Point = { readonly lat: number; readonly lng: number };

/** Grows with the great-circle distance and costs no arc sine or root: enough to tell which of two points is nearer. */
function haversine(a: Point, b: Point): number {
  const halfLat = Math.sin(radians(b.lat - a.lat) / 2);
  const halfLng = Math.sin(radians(b.lng - a.lng) / 2);
  return halfLat * halfLat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * halfLng * halfLng;
}

/** Great-circle distance by haversine, in meters. */
export function distanceMeters(a: Point, b: Point): number {
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(haversine(a, b))));
}

/**
 * The points from the nearest to the farthest; those equally far stay in the order they came in. The numbers alone are
 * sorted, by the engine and not by a function of ours (many a phone runs JavaScript without compiling it), and each
 * point is then put where its number came to lie.
 */
export function nearestFirst<P extends Point>(points: readonly P[], from: Point): P[] {
  const keys = Float64Array.from(points, (point) => haversine(from, point));
  const sorted = keys.slice().sort();
  const takenAt = new Uint32Array(points.length);
  const ordered = new Array<P>(points.length);
  points.forEach((point, i) => {
    const first = firstIndexOf(sorted, keys[i] ?? 0);
    const taken = takenAt[first] ?? 0;
    takenAt[first] = taken + 1;
    ordered[first + taken] = point;
  });
  return ordered;
}

/** Where `key`, which is in it, first stands in a sorted list. */
function firstIndexOf(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 「350 米」, 「1.2 公里」, 「12 公里」. */
export function distanceText(meters: number): string {
  const tens = Math.round(meters / 10) * 10;
  if (tens < 1000) return `${tens} 米`;
  const tenths = (meters / 1000).toFixed(1);
  return Number(tenths) < 10 ? `${tenths} 公里` : `${Math.round(meters / 1000)} 公里`;
}

/** 「约 1 公里」: the phone's place is known only roughly, and more digits would be a lie. */
export const roughDistanceText = (meters: number): string => `约 ${Math.max(1, Math.round(meters / 1000))} 公里`;
