import { readTemplate } from "../build/packaged-template.ts";
import { scheduledFunctions, startTicks } from "./ticks.ts";

describe("the ticks of a local run", () => {
  test("reach every function the template schedules: by its rate, or once in ten minutes where it has hours", () => {
    jest.useFakeTimers();
    const called: string[] = [];
    const template = readTemplate();
    const ticks = startTicks(template, async (functionId) => void called.push(functionId));
    jest.advanceTimersByTime(1_199_999);
    ticks.stop();
    jest.advanceTimersByTime(1_200_000);
    expect(scheduledFunctions(template)).toEqual(
      new Map([
        ["NightlyLambdaFunction", 10],
        ["CampaignWorkerLambdaFunction", 1],
      ]),
    );
    expect(called.filter((id) => id === "NightlyLambdaFunction")).toHaveLength(1);
    expect(called.filter((id) => id === "CampaignWorkerLambdaFunction")).toHaveLength(19);
    jest.useRealTimers();
  });
});
