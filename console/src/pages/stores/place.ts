// Where a shop is, read from whatever somebody pastes: coordinates, or a link of a map. Places are GCJ-02, the datum of every
// map in WeChat; Baidu's own datum is turned into it. A short link holds no place and says so.
export type Place = { readonly lat: number; readonly lng: number };
export type PlaceFault = "short_link" | "no_place" | "abroad";

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const PAIR = new RegExp(`^${NUMBER}\\s*[,，\\s]\\s*${NUMBER}$`);
const SHORT = /^https?:\/\/(surl\.amap\.com|j\.map\.baidu\.com|maps\.app\.goo\.gl|dwz\.|t\.cn)/;
const IN_LINK: readonly { readonly found: RegExp; readonly isBaidu?: true }[] = [
  { found: new RegExp(`baidu\\.com.*[?&]location=${NUMBER},${NUMBER}`), isBaidu: true },
  { found: new RegExp(`[?&]position=${NUMBER},${NUMBER}`) },
  { found: new RegExp(`[?&;]coord(?:=|:)${NUMBER},${NUMBER}`) },
  { found: new RegExp(`marker=coord:${NUMBER},${NUMBER}`) },
  { found: new RegExp(`[?&]p=[^,&]*,${NUMBER},${NUMBER}`) },
  { found: new RegExp(`[?&](?:center|ll|q|pointx|lnglat|dest|location)=${NUMBER},${NUMBER}`) },
  { found: new RegExp(`@${NUMBER},${NUMBER}`) },
];

export function readPlace(text: string): Place | PlaceFault {
  const said = text.trim();
  const pair = PAIR.exec(said);
  if (pair) return ordered(Number(pair[1]), Number(pair[2]));
  if (SHORT.test(said)) return "short_link";
  const link = decoded(said);
  for (const { found, isBaidu } of IN_LINK) {
    const read = found.exec(link);
    if (!read) continue;
    const place = ordered(Number(read[1]), Number(read[2]));
    const isOwnDatum = isBaidu && !/coord_type=gcj02/.test(link);
    return typeof place !== "string" && isOwnDatum ? fromBaidu(place) : place;
  }
  return "no_place";
}

/** China lies between 3° and 54° north and between 73° and 136° east: which number is which is never in doubt. */
function ordered(one: number, other: number): Place | PlaceFault {
  const isLat = (n: number) => n >= 3 && n <= 54;
  const isLng = (n: number) => n >= 73 && n <= 136;
  if (isLat(one) && isLng(other)) return { lat: one, lng: other };
  if (isLng(one) && isLat(other)) return { lat: other, lng: one };
  return "abroad";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** BD-09 → GCJ-02, as Baidu's and other maps' published conversions do it; good to about a metre. */
function fromBaidu({ lat, lng }: Place): Place {
  const turn = (Math.PI * 3000) / 180;
  const [x, y] = [lng - 0.0065, lat - 0.006];
  const radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * turn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * turn);
  const round = (n: number) => Math.round(n * 1e6) / 1e6;
  return { lat: round(radius * Math.sin(angle)), lng: round(radius * Math.cos(angle)) };
}
