// Changes the brand from the version its operator saw: of two who change it at once, one is told to look again. The same
// change sent twice is one. What cannot be read is refused before anything is written.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type Brand, type PutBrand, tooFaint } from "@huike/shared/brand";
import { contrastText } from "@huike/shared/contrast";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy, tookEffect } from "../platform/table.ts";
import { type BrandItem, brandFields, brandKey, logoHash, logoKey } from "./brand.items.ts";

export async function putBrand(
  { memberNo }: Member,
  { version, brand, why }: RequestOf<typeof PutBrand>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutBrand>, ErrorOf<typeof PutBrand>>> {
  const faint = tooFaint(brand);
  if (faint) return refused("brand_too_faint", { pair: faint.pair, contrast: contrastText(faint.contrast) });
  if (brand.logo !== undefined) await keepLogo(env, brand.logo);
  const item: BrandItem = { ver: version + 1, ...brandFields(brand) };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...brandKey, ...item, by: memberNo, at: env.nowMs(), why }),
        ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "ver = :read",
        ...(version === 0 ? {} : { ExpressionAttributeValues: attributes({ ":read": version }) }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent" || !isSame(fields<BrandItem>(old), item, brand)) return refused("brand_changed");
  }
  return ok({ version: item.ver });
}

/** Before the brand names it; one that no brand comes to name does no harm. */
async function keepLogo(env: Env, logo: string): Promise<void> {
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...logoKey(logoHash(logo)), data: logo }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
}

function isSame(old: BrandItem, { ver, logo }: BrandItem, { name, accent, card }: Brand): boolean {
  return old.ver === ver && old.name === name && old.accent === accent && old.card === card && old.logo === logo;
}
