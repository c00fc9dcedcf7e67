// The link QR of a channel: an address under our own domain. WeChat opens the mini-program for it
// (扫普通链接二维码打开小程序), any other camera the page behind it; what it leads to can be changed later.

/** The path below the domain; the rule in WeChat's console ends in `/` so that it is matched as a prefix. */
const PATH = "/q/";

/** A phone has no `URL` to read an address with. */
const LINK = /^https?:\/\/[^/?#]+\/q\/([0-9a-z]{4,32})\/?(?:[?#]|$)/;

export const channelLink = (domain: string, scene: string): string => `${domain.replace(/\/$/, "")}${PATH}${scene}`;

/** The scene a link of ours names; undefined for any other address. WeChat has matched the domain before it opens us. */
export const sceneOfLink = (url: string): string | undefined => LINK.exec(url)?.[1];
