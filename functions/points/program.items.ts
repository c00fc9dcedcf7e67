// SYS / PROGRAM: the points programme as it stands. Postings carry the rates they were made at, so no older one is kept.
import type { Program } from "@huike/shared/program";
import type { Key } from "../platform/table.ts";

export const programKey: Key = { pk: "SYS", sk: "PROGRAM" };

export type ProgramItem = { ver: number; program: string };

export type CurrentProgram = { readonly version: number; readonly program: Program };

export const programText = (program: Program): string => JSON.stringify(program);

export const readProgramItem = (item: ProgramItem): CurrentProgram => ({
  version: item.ver,
  program: JSON.parse(item.program) as Program,
});
