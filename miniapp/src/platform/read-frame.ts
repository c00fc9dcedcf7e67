// h5 only: one reader for every frame, whether it comes from the camera or from the street. The browser's own
// detector where there is one, since it sees more in a bad picture; else ours.
import { decodeQR } from "qr/decode.js";

/** A code smaller than this in a big picture costs more time than it is worth. */
const SIDE_MAX = 720;

type Detector = { detect(source: HTMLVideoElement | HTMLImageElement): Promise<{ rawValue: string }[]> };

/** Not in TypeScript's DOM yet. Some browsers have the class and no format. */
declare global {
  interface Window {
    BarcodeDetector?: {
      new (options: { formats: string[] }): Detector;
      getSupportedFormats(): Promise<string[]>;
    };
  }
}

export async function readFrame(source: HTMLVideoElement | HTMLImageElement): Promise<string | undefined> {
  try {
    const detector = await browserDetector();
    if (detector) return (await detector.detect(source))[0]?.rawValue || undefined;
  } catch {
    // A detector can be there and not work: its service is the system's.
  }
  return decodeFrame(source);
}

let asked: Promise<Detector | undefined> | undefined;

function browserDetector(): Promise<Detector | undefined> {
  asked ??= askBrowser();
  return asked;
}

async function askBrowser(): Promise<Detector | undefined> {
  const { BarcodeDetector } = window;
  const formats = (await BarcodeDetector?.getSupportedFormats()) ?? [];
  return BarcodeDetector && formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : undefined;
}

function decodeFrame(source: HTMLVideoElement | HTMLImageElement): string | undefined {
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
