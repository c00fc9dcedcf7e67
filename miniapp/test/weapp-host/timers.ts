// Timers of page code: an error in one is recorded instead of ending the test run, and all of them end with the host.

type Handler = (...parts: unknown[]) => void;
type Id = ReturnType<typeof setTimeout>;

export function createTimers(fail: (error: unknown) => void) {
  const alive = new Set<Id>();
  const guarded = (handler: Handler, parts: unknown[]) => {
    try {
      handler(...parts);
    } catch (error) {
      fail(error);
    }
  };
  const clear = (id: Id | undefined) => {
    if (id === undefined) return;
    clearTimeout(id);
    alive.delete(id);
  };
  return {
    api: {
      setTimeout(handler: Handler, ms?: number, ...parts: unknown[]) {
        const id: Id = setTimeout(() => {
          alive.delete(id);
          guarded(handler, parts);
        }, ms);
        alive.add(id);
        return id;
      },
      setInterval(handler: Handler, ms?: number, ...parts: unknown[]) {
        const id: Id = setInterval(() => guarded(handler, parts), ms);
        alive.add(id);
        return id;
      },
      clearTimeout: clear,
      clearInterval: clear,
    },
    stop: () => [...alive].forEach(clear),
  };
}
