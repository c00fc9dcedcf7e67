// What a camera makes of a picture: pixels on white, and the text of the QR code in them.
import { decodeQR } from "qr/decode.js";

const SIDE_PX = 640;
/** Paper around the code, as a camera would see. */
const MARGIN_PX = 48;
const DECODE_MS_MAX = 1500;

/** Takes a photo of an image, whatever it is made of. */
export async function photograph(image: HTMLImageElement): Promise<HTMLCanvasElement> {
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE_PX + 2 * MARGIN_PX;
  const pen = penOf(canvas);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, MARGIN_PX, MARGIN_PX, SIDE_PX, SIDE_PX);
  return canvas;
}

/** The text of the QR code in a photo; undefined when there is none to be read. */
export function readCode(photo: HTMLCanvasElement): string | undefined {
  const { width, height, data } = penOf(photo).getImageData(0, 0, photo.width, photo.height);
  try {
    return decodeQR({ width, height, data }, { timeLimit: DECODE_MS_MAX });
  } catch {
    return undefined;
  }
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("this browser has no canvas");
  return pen;
}
