// A picture as a hand-held camera sees it: a sheet on a grey counter, a little turned, soft, noisy, never twice at
// quite the same place. Without a sheet: the counter alone.
import type { GreyPicture } from "./y4m.ts";

const WIDTH = 640;
const HEIGHT = 480;
const SHEET_PX = 330;
const TURNED = (8 * Math.PI) / 180;
const COS = Math.cos(TURNED);
const SIN = Math.sin(TURNED);
const NOISE = 12;
/** Where the hand moves the sheet to, frame by frame. */
const TREMOR_PX = [0, 1.3, -0.7];

// Named here, since jest's look-up of a global costs seconds when it is done a million times.
const { floor } = Math;

export function seenByCamera(sheet?: GreyPicture): GreyPicture[] {
  return TREMOR_PX.map((shift, frame) => {
    const noise = noiseFrom(frame + 1);
    const luma = new Uint8ClampedArray(WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const seen = sheet && onSheet(sheet, x - WIDTH / 2 - shift, y - HEIGHT / 2 + shift);
        luma[y * WIDTH + x] = (seen ?? counter(x, y)) + noise();
      }
    return { width: WIDTH, height: HEIGHT, luma };
  });
}

/** Light falls from the left. */
const counter = (x: number, y: number): number => 150 - (60 * x) / WIDTH - (20 * y) / HEIGHT;

/** What the sheet shows at this place, from the middle of the camera's picture; nothing beside the sheet. */
function onSheet(sheet: GreyPicture, right: number, down: number): number | undefined {
  const scale = sheet.width / SHEET_PX;
  const x = (right * COS + down * SIN) * scale + sheet.width / 2;
  const y = (down * COS - right * SIN) * scale + sheet.height / 2;
  if (x < 0 || y < 0 || x >= sheet.width - 1 || y >= sheet.height - 1) return;
  // No screen is quite black or white to a camera.
  return 30 + between(sheet, x, y) * 0.75;
}

/** The four pixels around the place, mixed by their nearness. */
function between({ width, luma }: GreyPicture, x: number, y: number): number {
  const at = floor(y) * width + floor(x);
  const upper = mix(luma[at], luma[at + 1], x % 1);
  return mix(upper, mix(luma[at + width], luma[at + width + 1], x % 1), y % 1);
}

const mix = (one = 0, other = 0, t = 0): number => one + (other - one) * t;

/** The same noise on every run. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return (state / 2 ** 32 - 0.5) * NOISE;
  };
}
