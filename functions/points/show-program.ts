// The programme as an operator is about to change it: read anew, so that the change starts from what stands.
import { ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { GetProgram } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import { freshProgram } from "./read-program.ts";

export const showProgram = async (
  _: unknown,
  __: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetProgram>, never>> => ok(await freshProgram(env));
