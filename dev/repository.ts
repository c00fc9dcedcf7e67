// Where this checkout lies; every path of the development tools starts here.
import { join, resolve } from "node:path";

export const repositoryRoot = resolve(import.meta.dirname, "..");

export const inRepository = (...parts: string[]): string => join(repositoryRoot, ...parts);
