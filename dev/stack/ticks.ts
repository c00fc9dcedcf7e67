// The schedules of the packaged template on a laptop, which is rarely on at four in the morning: a function with hours
// gets a tick every ten minutes, whatever its hours; one with a rate gets it at its rate. The functions know themselves
// what is due.
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "../build/packaged-template.ts";

const MINUTE_MS = 60_000;
/** Where hours are named. */
const USUAL_MINUTES = 10;

const Rule = z.object({ ScheduleExpression: z.string(), Targets: z.array(z.object({ Arn: PointsAt })) });

/** How often each function that a schedule calls gets a tick here, in minutes, by its logical id. */
export function scheduledFunctions(template: Template): Map<string, number> {
  const minutes = new Map<string, number>();
  for (const { properties } of resourcesOf(template, "AWS::Events::Rule", Rule)) {
    const [, rate] = /^rate\((\d+) minutes?\)$/.exec(properties.ScheduleExpression) ?? [];
    for (const { Arn } of properties.Targets) minutes.set(Arn, rate ? Number(rate) : USUAL_MINUTES);
  }
  return minutes;
}

export type Ticks = { readonly stop: () => void };

export function startTicks(
  template: Template,
  invoke: (functionId: string, event: unknown) => Promise<unknown>,
  say: (line: string) => void = () => {},
): Ticks {
  const tick = (functionId: string): void => {
    invoke(functionId, { "detail-type": "Scheduled Event" }).catch((cause: unknown) =>
      say(`${functionId} failed on its tick: ${cause instanceof Error ? cause.message : String(cause)}`),
    );
  };
  const timers = [...scheduledFunctions(template)].map(([functionId, minutes]) =>
    setInterval(tick, minutes * MINUTE_MS, functionId),
  );
  return { stop: () => timers.forEach(clearInterval) };
}
