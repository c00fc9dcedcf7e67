// The QR that leads to following the service account and says where it hung: /cgi-bin/qrcode/create, its
// image, and finding it again by what a camera reads.
//
//   temporary  1 s to 30 days   any number of them
//   permanent  for ever         100 000 an account, never given back; the same scene is the same QR
import { randomBytes } from "node:crypto";
import type { Asked } from "./api-body.ts";
import { drawQr } from "./draw-qr.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import type { FollowQr, Scene, State } from "./state.ts";

const actions = new Map([
  ["QR_SCENE", { isPermanent: false, isNumber: true }],
  ["QR_STR_SCENE", { isPermanent: false, isNumber: false }],
  ["QR_LIMIT_SCENE", { isPermanent: true, isNumber: true }],
  ["QR_LIMIT_STR_SCENE", { isPermanent: true, isNumber: false }],
] as const);

const SECONDS = { usual: 60, max: 2_592_000 };
const SCENE_ID_MAX = 0xffff_ffff;
const PERMANENT_SCENE_ID_MAX = 100_000;
const SCENE_STR_MAX = 64;
const PERMANENT_MAX = 100_000;
/** An expired QR is known as such for a while; later it is a stranger's. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;
const URL_START = "http://weixin.qq.com/q/";
const IMAGE = { widthPx: 430, ink: [0, 0, 0], isHyaline: false } as const;

export type MadeQr = { ticket: string; expire_seconds?: number; url: string };

/** POST /cgi-bin/qrcode/create */
export function createFollowQr(state: State, asked: Asked, nowMs: number): MadeQr | Refusal {
  const action = actions.get(asked.action_name as "QR_SCENE");
  if (!action) return refuse(40052, nowMs);
  const scene = sceneOf(asked, action);
  if (typeof scene === "number") return refuse(scene, nowMs);
  if (action.isPermanent) return permanentQr(state, scene, nowMs);
  const seconds = asked.expire_seconds ?? SECONDS.usual;
  if (!isWhole(seconds, 1, SECONDS.max)) return refuse(40053, nowMs);
  forgetExpired(state, nowMs);
  const made = keep(state, scene, nowMs + seconds * 1000);
  return { ticket: made.ticket, expire_seconds: seconds, url: made.url };
}

function sceneOf(asked: Asked, action: { isPermanent: boolean; isNumber: boolean }): Scene | ErrCode {
  const { scene_id: id, scene_str: text } = inner(inner(asked.action_info).scene);
  if (action.isNumber) {
    const max = action.isPermanent ? PERMANENT_SCENE_ID_MAX : SCENE_ID_MAX;
    return isWhole(id, 1, max) ? { value: String(id), isNumber: true } : 40053;
  }
  const isGood = typeof text === "string" && text.length >= 1 && text.length <= SCENE_STR_MAX;
  return isGood ? { value: text, isNumber: false } : 40053;
}

const inner = (value: unknown): Asked => (typeof value === "object" && value !== null ? (value as Asked) : {});

const isWhole = (value: unknown, min: number, max: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;

function permanentQr(state: State, scene: Scene, nowMs: number): MadeQr | Refusal {
  const permanent = Object.entries(state.followQrs).filter(([, qr]) => qr.expiresAtMs === null);
  const same = permanent.find(([, qr]) => qr.scene.value === scene.value && qr.scene.isNumber === scene.isNumber);
  if (same) return { ticket: same[1].ticket, url: URL_START + same[0] };
  if (permanent.length >= PERMANENT_MAX) return refuse(45029, nowMs);
  return keep(state, scene, null);
}

function keep(state: State, scene: Scene, expiresAtMs: number | null): { ticket: string; url: string } {
  const id = `${expiresAtMs === null ? "02" : "kZ"}${randomBytes(15).toString("base64url").replace(/[-_]/g, "x")}`;
  const url = URL_START + id;
  // Ends in "==" and may hold "+" and "/": a ticket has to be encoded in a query.
  const ticket = Buffer.concat([Buffer.from([0x81, 0x01]), randomBytes(20), Buffer.from(url), randomBytes(12)]);
  state.followQrs[id] = { ticket: ticket.toString("base64"), scene, expiresAtMs };
  return { ticket: ticket.toString("base64"), url };
}

function forgetExpired(state: State, nowMs: number): void {
  for (const [id, { expiresAtMs }] of Object.entries(state.followQrs))
    if (expiresAtMs !== null && expiresAtMs < nowMs - REMEMBERED_MS) delete state.followQrs[id];
}

/** GET showqrcode: a PNG where WeChat answers a JPEG. Nothing for a ticket that is not ours. */
export function followQrImage(state: State, ticket: string): Uint8Array | undefined {
  const found = Object.entries(state.followQrs).find(([, qr]) => qr.ticket === ticket);
  return found && drawQr(URL_START + found[0], IMAGE);
}

/** The QR with this text, if it is one of ours. */
export function followQrOfText(state: State, text: string): FollowQr | undefined {
  const id = text.startsWith(URL_START) ? text.slice(URL_START.length) : "";
  return Object.hasOwn(state.followQrs, id) ? state.followQrs[id] : undefined;
}

/** The newest good QR with this scene: for a hand that knows the scene only. */
export const followQrOfScene = (state: State, scene: string, nowMs: number): FollowQr | undefined =>
  Object.values(state.followQrs).findLast((qr) => qr.scene.value === scene && !hasExpired(qr, nowMs));

export const hasExpired = ({ expiresAtMs }: FollowQr, nowMs: number): boolean =>
  expiresAtMs !== null && expiresAtMs <= nowMs;
