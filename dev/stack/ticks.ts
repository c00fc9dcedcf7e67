// The schedules of the packaged template on a laptop, which is rarely on at four in the morning: every scheduled
// function gets a tick every ten minutes, whatever its hours. The functions know themselves what is due.
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "../build/packaged-template.ts";

const EVERY_MS = 600_000;

const Rule = z.object({ ScheduleExpression: z.string(), Targets: z.array(z.object({ Arn: PointsAt })) });

/** Logical ids of the functions that a schedule calls. */
export function scheduledFunctions(template: Template): string[] {
  const rules = resourcesOf(template, "AWS::Events::Rule", Rule);
  return [...new Set(rules.flatMap(({ properties }) => properties.Targets.map((target) => target.Arn)))];
}

export type Ticks = { readonly stop: () => void };

export function startTicks(
  template: Template,
  invoke: (functionId: string, event: unknown) => Promise<unknown>,
  say: (line: string) => void = () => {},
): Ticks {
  const functionIds = scheduledFunctions(template);
  const tick = (): void => {
    for (const functionId of functionIds) {
      invoke(functionId, { "detail-type": "Scheduled Event" }).catch((cause: unknown) =>
        say(`${functionId} failed on its tick: ${cause instanceof Error ? cause.message : String(cause)}`),
      );
    }
  };
  const timer = setInterval(tick, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
