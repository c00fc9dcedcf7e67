import { reloadEvents } from "./reload-events.ts";

test("an open page hears of what was built, until it leaves", async () => {
  const events = reloadEvents();
  const page = new AbortController();
  const response = await events.routes.request("/", { signal: page.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await next()).toContain("event: alive");
  events.reload("h5");
  expect(await next()).toBe("event: reload\ndata: h5\n\n");
  await reader?.cancel();
  events.reload("functions"); // nobody listens, nothing breaks
});
