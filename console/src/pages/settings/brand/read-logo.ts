// A picture file as a logo: as it is where it is small enough, else drawn anew at the size phones show it.
import { Logo } from "@huike/shared/brand";

/** 28 px on the phone's card, three times as dense. */
const EDGE_PX = 96;

/** Undefined where the file is no picture the browser can read. */
export async function readLogo(file: Blob): Promise<string | undefined> {
  const asIs = Logo.safeParse(await dataUrl(file));
  if (asIs.success) return asIs.data;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const scale = Math.min(1, EDGE_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // A photograph may be too much for PNG; JPEG has no transparent ground, so it comes second.
  const drawn = [canvas.toDataURL("image/png"), canvas.toDataURL("image/jpeg", 0.85)];
  return drawn.find((one) => Logo.safeParse(one).success);
}

const dataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onloadend = () => resolve(String(reader.result));
    reader.readAsDataURL(file);
  });
