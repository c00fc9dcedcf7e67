// The points programme from this instance's memory: a change works everywhere within ten seconds.
import { FIRST_PROGRAM } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type CurrentProgram, type ProgramItem, programKey, readProgramItem } from "./program.items.ts";

const AGE_MS = 10_000;
const FIRST: CurrentProgram = { version: 0, program: FIRST_PROGRAM };

export async function currentProgram(env: Env): Promise<CurrentProgram> {
  const remembered = env.cache<CurrentProgram>("program", AGE_MS);
  return (await remembered.get("", () => freshProgram(env))) ?? FIRST;
}

export async function freshProgram(env: Env): Promise<CurrentProgram> {
  const item = await getItem<ProgramItem>(env.tables, programKey, { consistent: true });
  return item ? readProgramItem(item) : FIRST;
}
