// Chromium's fake camera, which plays a film from a file: what lies before a phone, and what lies there next.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PNG } from "pngjs";
import encodeQR from "qr";
import { seenByCamera } from "./seen-by-camera.ts";
import { type GreyPicture, y4m } from "./y4m.ts";

const FRAMES_PER_SECOND = 10;
const MODULE_PX = 8;
/** The standard's quiet zone. */
const QUIET = 4;

export const fakeCamera = "--use-fake-device-for-media-stream";
export const noCamera = "--use-fake-device-for-media-stream=device-count=0";

export class CameraFilm {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "huike-camera-"));
  readonly #file = path.join(this.#folder, "seen.y4m");

  constructor() {
    this.hold();
  }

  /** For a browser whose person says yes to the camera. */
  get args(): string[] {
    return [fakeCamera, "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${this.#file}`];
  }

  /** Holds a sheet before the camera, or takes it away; the camera sees it when it is opened next. */
  hold(sheet?: GreyPicture): void {
    const fresh = `${this.#file}.fresh`;
    writeFileSync(fresh, y4m(seenByCamera(sheet), FRAMES_PER_SECOND));
    renameSync(fresh, this.#file);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The pixels of a screenshot. */
export function photoOf(png: Buffer): GreyPicture {
  const { width, height, data } = PNG.sync.read(png);
  const grey = (at: number) => 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return { width, height, luma: Uint8ClampedArray.from({ length: width * height }, (_, pixel) => grey(4 * pixel)) };
}

/** A card with a QR code printed on it. */
export function printed(text: string): GreyPicture {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const side = rows.length * MODULE_PX;
  const isDark = (pixel: number) =>
    rows[Math.floor(pixel / side / MODULE_PX)]?.[Math.floor((pixel % side) / MODULE_PX)] ?? false;
  return {
    width: side,
    height: side,
    luma: Uint8ClampedArray.from({ length: side * side }, (_, p) => (isDark(p) ? 0 : 255)),
  };
}
