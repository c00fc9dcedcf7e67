// Distances between two points of the same datum (GCJ-02, as WeChat's maps give them).

const EARTH_RADIUS_METERS = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

export type Point = { readonly lat: number; readonly lng: number };

/** Great-circle distance by haversine, in meters. */
export function distanceMeters(a: Point, b: Point): number {
  const halfLat = Math.sin(radians(b.lat - a.lat) / 2);
  const halfLng = Math.sin(radians(b.lng - a.lng) / 2);
  const h = halfLat * halfLat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * halfLng * halfLng;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** 「350 米」, 「1.2 公里」, 「12 公里」. */
export function distanceText(meters: number): string {
  if (meters < 1000) return `${Math.round(meters / 10) * 10} 米`;
  return meters < 10_000 ? `${(meters / 1000).toFixed(1)} 公里` : `${Math.round(meters / 1000)} 公里`;
}
