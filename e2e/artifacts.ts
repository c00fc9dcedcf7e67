// Where pictures of a run go; CI keeps the folder.
import { mkdirSync } from "node:fs";
import { inRepository } from "../dev/repository.ts";

export function artifact(name: string): string {
  mkdirSync(inRepository("artifacts"), { recursive: true });
  return inRepository("artifacts", name);
}
