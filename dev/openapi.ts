// npm run openapi: writes docs/openapi.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { openapi } from "./openapi/openapi-document.ts";
import { inRepository, repositoryRoot } from "./repository.ts";

const file = inRepository("docs", "openapi.json");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(openapi(), null, 2)}\n`);
console.log(`${relative(repositoryRoot, file)} written`);
