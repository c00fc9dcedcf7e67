// How a scene is printed for people to read out: in capitals, four by four.
export const shortCode = (scene: string): string => scene.toUpperCase().replace(/(.{4})(?=.)/g, "$1-");

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 8;

/** A new scene, made here by who asks: 40 random bits, nothing that is misread. */
export const newScene = (random: Uint8Array = crypto.getRandomValues(new Uint8Array(LENGTH))): string =>
  Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31] ?? "0").join("");
