// h5 only: the live camera before the scanner's window, read until a code is seen or the scanner closes.
import { readFrame } from "./read-frame";

/** Between two frames, so that typing stays smooth while a slow machine decodes. */
const REST_MS = 160;

export type CameraTrouble = "refused" | "missing" | "busy" | "insecure";

/** Says the first text it sees, once. The answer stops it, and the camera's light goes out. */
export function watchCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  onTrouble: (trouble: CameraTrouble) => void,
): () => void {
  let stream: MediaStream | undefined;
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const watch = async () => {
    // Browsers hide the camera from addresses that are neither https nor localhost.
    if (!navigator.mediaDevices) return onTrouble("insecure");
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (isStopped) return stop();
    video.srcObject = stream;
    await video.play();
    const text = await firstText(video, () => isStopped);
    if (text !== undefined) onText(text);
  };
  watch().catch((reason: unknown) => {
    if (isStopped) return;
    stop();
    onTrouble(troubleOf(reason));
  });
  return stop;
}

async function firstText(video: HTMLVideoElement, isStopped: () => boolean): Promise<string | undefined> {
  while (!isStopped()) {
    const text = await readFrame(video);
    if (isStopped()) return undefined;
    if (text !== undefined) return text;
    await new Promise((resolve) => window.setTimeout(resolve, REST_MS));
  }
  return undefined;
}

function troubleOf(reason: unknown): CameraTrouble {
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}
