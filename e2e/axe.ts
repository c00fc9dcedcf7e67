// What axe says of a page as it stands in the browser.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { inRepository } from "../dev/repository.ts";

const axe = readFileSync(inRepository("node_modules", "axe-core", "axe.min.js"), "utf8");
type Violation = { id: string; impact: string; nodes: { html: string }[] };

/** What it finds serious or worse, with the element it means. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run()")) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
