// The ticket in the welcome link: names the stored push and proves it was us who wrote the link.
// Made from the event alone, so WeChat's retry of the same event is answered with the same link.
import { createHmac, timingSafeEqual } from "node:crypto";

/** How long a welcome link works. */
export const TICKET_MS = 86_400_000;
const MAC_BYTES = 12;

const sign = (linkKey: Buffer, pushKey: string, fan: string): Buffer =>
  createHmac("sha256", linkKey).update(`${pushKey}|${fan}`).digest().subarray(0, MAC_BYTES);

export const mintTicket = (linkKey: Buffer, pushKey: string, fan: string): string =>
  `${pushKey}.${sign(linkKey, pushKey, fan).toString("base64url")}`;

export const pushKeyOf = (ticket: string): string => ticket.split(".")[0] ?? "";

/** Is this the ticket of that push of that fan? Its age is the push's. */
export function isTicket(linkKey: Buffer, ticket: string, fan: string): boolean {
  const [pushKey = "", mac = ""] = ticket.split(".");
  const given = Buffer.from(mac, "base64url");
  const right = sign(linkKey, pushKey, fan);
  return given.length === right.length && timingSafeEqual(given, right);
}
