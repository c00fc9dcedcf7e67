const AT_ONCE = 8;

/** Does the work for every thing, so many at once; the results come as they are done. */
export async function eachOf<T, R>(
  things: readonly T[],
  work: (thing: T) => Promise<R>,
  atOnce = AT_ONCE,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = things.values();
  const worker = async () => {
    for (const thing of waiting) results.push(await work(thing));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
