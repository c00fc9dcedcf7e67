describe("what a request leaves in the log", () => {
  const linesOf = async (write: (log: typeof import("./log.ts")) => void): Promise<unknown[]> => {
    const written: string[] = [];
    jest.replaceProperty(process, "env", { ...process.env, HUIKE_LOG: "on" });
    jest.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
    await jest.isolateModulesAsync(async () => write(await import("./log.ts")));
    jest.restoreAllMocks();
    return written.map((line) => JSON.parse(line));
  };

  test("is one line in CloudWatch's embedded metric format, each named dimension and metric standing in it", async () => {
    const lines = await linesOf(({ logRequest }) =>
      logRequest({ route: "POST /api/x", outcome: "coupon_redeemed", status: 409, ms: 7 }),
    );
    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: "huike",
              Dimensions: [["service", "result"]],
              Metrics: [
                { Name: "requests", Unit: "Count" },
                { Name: "ms", Unit: "Milliseconds" },
              ],
            },
          ],
        },
        ...{ service: "huike", result: "refusal", route: "POST /api/x", outcome: "coupon_redeemed", status: 409 },
        ...{ requests: 1, ms: 7 },
      },
    ]);
  });

  test.each([
    [200, "ok"],
    [404, "refusal"],
    [503, "failure"],
  ])("counts %i as %s", async (status, result) => {
    const line = { route: "GET /", outcome: "x", status, ms: 1 };
    expect(await linesOf(({ logRequest }) => logRequest(line))).toMatchObject([{ result }]);
  });

  test("says of a failure what was thrown, and where", async () => {
    const lines = await linesOf(({ logFailure }) => logFailure("GET /x", new TypeError("no")));
    expect(lines).toMatchObject([
      { level: "ERROR", route: "GET /x", cause: { name: "TypeError", message: "no", stack: expect.any(String) } },
    ]);
  });
});
