// How many slips this phone may still write down: what the shop had left in this hour when the server was last heard, less
// what was written since. Other phones of the shop may have taken of it: the server has the last word.
import type { ResponseOf } from "@huike/shared/endpoint";
import { slipHour } from "@huike/shared/slip";
import { GetMe } from "@huike/shared/staff";
import { forget, readStored, store } from "../../../platform/storage";
import { useTill } from "../till-state";
import { pendingSlips } from "./pending-slips";

type Room = NonNullable<ResponseOf<typeof GetMe>["slips"]>;

const KEY = "slip-room";

export function keepRoom(room: Room | undefined): void {
  if (room) store(KEY, room);
  else forget(KEY);
}

const keptRoom = (): Room | undefined => GetMe.response.shape.slips.safeParse(readStored(KEY)).data;

/** One of this phone's was decided: until the server is asked again, it is counted here. */
export function noteStaked(scannedAtMs: number): void {
  const room = keptRoom();
  if (room?.hour === slipHour(scannedAtMs)) keepRoom({ ...room, used: room.used + 1 });
}

/** 0 when off shift: a slip is of a shift. */
export function slipsLeft(nowMs: number): number {
  const { shift } = useTill.getState();
  const room = keptRoom();
  if (!room || !shift || shift.endsAtMs <= nowMs) return 0;
  const hour = slipHour(nowMs);
  const used = room.hour === hour ? room.used : 0;
  const written = pendingSlips().filter(({ scannedAtMs }) => slipHour(scannedAtMs) === hour).length;
  return Math.max(0, room.perHour - used - written);
}
