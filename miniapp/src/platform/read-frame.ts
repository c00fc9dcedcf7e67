// h5 only: one decoder for every frame, whether it comes from the camera or from the street.
import { decodeQR } from "qr/decode.js";

/** A code smaller than this in a big picture costs more time than it is worth. */
const SIDE_MAX = 720;

export function readFrame(source: HTMLVideoElement | HTMLImageElement): string | undefined {
  const [width, height] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.naturalWidth, source.naturalHeight];
  if (width === 0 || height === 0) return undefined;
  const shrink = Math.min(1, SIDE_MAX / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * shrink);
  canvas.height = Math.round(height * shrink);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: 200 });
  } catch {
    // No code in this frame: the next one may have it.
    return undefined;
  }
}

export async function readPicture(dataUrl: string): Promise<string | undefined> {
  const image = new Image();
  image.src = dataUrl;
  await image.decode();
  return readFrame(image);
}
