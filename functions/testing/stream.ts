// What the stream of the app table brings: each item that has changed, as it is now and as it was when it came last.
import { isDeepStrictEqual } from "node:util";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { project } from "../projection/project.ts";
import type { Chain } from "./chain.ts";

type Image = Record<string, AttributeValue>;
export type Change = { readonly image: Image; readonly old: Image | undefined };

export class Stream {
  readonly #chain: Chain;
  #seen = new Map<string, Image>();

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** Since the last time; only sources of rows. */
  async changes(): Promise<Change[]> {
    const items = new Map((await this.#chain.items()).map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
    const seen = this.#seen;
    this.#seen = items;
    return [...items].flatMap(([key, image]) => {
      const old = seen.get(key);
      return image.ev && !isDeepStrictEqual(image, old) ? [{ image, old }] : [];
    });
  }

  /** Projects it as one batch, and what comes of that, until nothing changes any more. */
  async flow(env: Env = this.#chain.env): Promise<void> {
    for (let changes = await this.changes(); changes.length > 0; changes = await this.changes()) {
      await Promise.all(changes.map(({ image, old }) => project(image, env, old)));
    }
  }
}
