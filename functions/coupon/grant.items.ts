// A grant, in parts:
//   GRT#<id> / CHUNK#<nn>   who is to have one; never changed. Apart from the progress, which would cost its size
//   GRT#<id> / AT#<nn>      how far that part has come, and what became of those before
import type { Key } from "../platform/table.ts";

const two = (chunk: number): string => String(chunk).padStart(2, "0");

export const chunkKey = (grantId: string, chunk: number): Key => ({ pk: `GRT#${grantId}`, sk: `CHUNK#${two(chunk)}` });
export const progressKey = (grantId: string, chunk: number): Key => ({
  pk: `GRT#${grantId}`,
  sk: `AT#${two(chunk)}`,
});

export type ChunkItem = {
  ofr: string;
  chunks: number;
  /** Member numbers of nine digits, one after the other. */
  mbrs: string;
};

export type ProgressItem = { done: number; given: number; full: number; unknown: number };

export const membersOf = ({ mbrs }: Pick<ChunkItem, "mbrs">): string[] => mbrs.match(/\d{9}/g) ?? [];
