// Whether a page can be read and used by ear and keyboard, by axe-core in the page itself.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { inRepository } from "../dev/repository.ts";

const axe = readFileSync(inRepository("node_modules", "axe-core", "axe.min.js"), "utf8");
type Violation = { id: string; impact: string; nodes: { html: string }[] };

/** What axe finds serious or worse, with the element it means; of the whole page, or as `run` says. */
export async function serious(page: Page, run = "axe.run()"): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
