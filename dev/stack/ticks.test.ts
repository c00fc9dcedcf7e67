import { readTemplate } from "../build/packaged-template.ts";
import { scheduledFunctions, startTicks } from "./ticks.ts";

describe("the ticks of a local run", () => {
  test("reach every function the template schedules, each once in ten minutes", () => {
    jest.useFakeTimers();
    const called: string[] = [];
    const template = readTemplate();
    const ticks = startTicks(template, async (functionId) => void called.push(functionId));
    jest.advanceTimersByTime(1_199_999);
    ticks.stop();
    jest.advanceTimersByTime(1_200_000);
    expect(scheduledFunctions(template)).toEqual(["NightlyLambdaFunction"]);
    expect(called).toEqual(["NightlyLambdaFunction"]);
    jest.useRealTimers();
  });
});
