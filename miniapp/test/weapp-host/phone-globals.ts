// What code on a phone can see. A mini-program runs in a bare JavaScript engine: the language, timers,
// a console and `wx`. Whatever else this machine's global object has is hidden, by an allow-list, so
// that a page that leans on a browser fails here as it would on the phone.

/** The language, as old phones have it: no Intl, WeakRef or shared memory on part of them. */
const LANGUAGE = new Set(
  `Object Array String Number Boolean Symbol BigInt Math Date RegExp JSON Promise Proxy Reflect Map Set WeakMap WeakSet
  Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array BigInt64Array BigUint64Array
  NaN Infinity undefined isNaN isFinite parseInt parseFloat
  encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape`.split(/\s+/),
);

/** Names of this machine that a phone has too, in its own way: the host gives its own. */
const GIVEN = new Set(
  "setTimeout clearTimeout setInterval clearInterval console globalThis global Function".split(" "),
);

/** WeChat wraps every file in a function with these parameters, unset: reading one gives undefined. */
const UNSET_PARAMETERS = new Set(
  `window document frames self location navigator localStorage history Caches screen alert confirm prompt
  fetch XMLHttpRequest WebSocket webkit WeixinJSCore Reporter print WeixinJSBridge`.split(/\s+/),
);

/** Also hidden where the machine that runs the test happens to lack them, so that a test means the same everywhere. */
const ALWAYS_HIDDEN =
  `TextEncoder TextDecoder crypto Crypto AbortController AbortSignal Blob File FileReader FormData Headers
  Request Response URL URLSearchParams atob btoa structuredClone queueMicrotask performance requestAnimationFrame
  cancelAnimationFrame requestIdleCallback MessageChannel BroadcastChannel Worker SharedArrayBuffer Atomics WebAssembly
  sessionStorage indexedDB caches Image HTMLElement Element Node Event CustomEvent MutationObserver IntersectionObserver
  ResizeObserver parent top process Buffer setImmediate clearImmediate Intl WeakRef FinalizationRegistry eval`.split(
    /\s+/,
  );

function namesOnThisMachine(): Set<string> {
  const names = new Set<string>();
  for (let o: object | null = globalThis; o && o !== Object.prototype; o = Object.getPrototypeOf(o))
    for (const name of Object.getOwnPropertyNames(o)) names.add(name);
  return names;
}

function hiddenNames(): string[] {
  const names = new Set([...namesOnThisMachine(), ...UNSET_PARAMETERS, ...ALWAYS_HIDDEN]);
  return [...names].filter((name) => !LANGUAGE.has(name) && !GIVEN.has(name) && /^[A-Za-z_$][\w$]*$/.test(name));
}

/** `new Function` and `eval` are refused in a mini-program; `instanceof Function` still works. */
function NoFunction(): never {
  throw new Error("new Function is not allowed in a mini-program");
}
NoFunction.prototype = Function.prototype;

/**
 * The names free code may use: `given` and the language; every other name of this machine tells `touched`
 * and then behaves as on the phone.
 */
export function phoneScope(given: Record<string, unknown>, touched: (name: string) => void): object {
  const scope: Record<string, unknown> = Object.create(null);
  for (const name of hiddenNames()) {
    const refuse = () => {
      touched(name);
      if (!UNSET_PARAMETERS.has(name)) throw new ReferenceError(`${name} is not defined`);
    };
    Object.defineProperty(scope, name, { get: refuse, set: refuse, configurable: true });
  }
  const own: Record<string, unknown> = { ...given, Function: NoFunction };
  const globals: Record<string, unknown> = Object.fromEntries(
    [...LANGUAGE].map((name) => [name, (globalThis as Record<string, unknown>)[name]]),
  );
  Object.assign(globals, own);
  for (const [name, value] of Object.entries({ ...own, globalThis: globals, global: globals }))
    Object.defineProperty(scope, name, { value, writable: true, configurable: true });
  return scope;
}

const HIDDEN_TYPEOF = new RegExp(
  `\\btypeof\\s+(?:${hiddenNames()
    .map((name) => name.replaceAll("$", "\\$"))
    .join("|")})\\b(?![\\w$.[(])`,
  "g",
);

/** `typeof document` is how good code asks what it may use: it must answer, and not count as a touch. */
export const answerTypeof = (source: string): string => source.replace(HIDDEN_TYPEOF, '"undefined"');
