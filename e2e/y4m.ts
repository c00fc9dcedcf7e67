// A film in YUV4MPEG2, the raw format that Chromium's fake camera plays.
/** Brightness of each pixel, row by row. */
export type GreyPicture = { readonly width: number; readonly height: number; readonly luma: Uint8ClampedArray };

const NO_COLOUR = 128;
/** Video's black and white. */
const BLACK = 16;
const WHITE = 235;

export function y4m(frames: readonly GreyPicture[], framesPerSecond: number): Buffer {
  const [first] = frames;
  if (!first) throw new Error("a film needs a picture");
  const { width, height } = first;
  // I420 keeps one colour for four pixels.
  if (width % 2 || height % 2) throw new Error(`a film's sides are even, not ${width}×${height}`);
  const colour = Buffer.alloc((width * height) / 2, NO_COLOUR);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (const { luma } of frames) {
    if (luma.length !== width * height) throw new Error(`a frame has ${luma.length} pixels, not ${width}×${height}`);
    parts.push(Buffer.from("FRAME\n"), Buffer.from(luma.map(videoLevel)), colour);
  }
  return Buffer.concat(parts);
}

const videoLevel = (grey: number): number => BLACK + (grey * (WHITE - BLACK)) / 255;
