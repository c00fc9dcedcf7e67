import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { markOf, SealError, seal, unseal } from "./seal.ts";

const key = randomBytes(32);

test("what is sealed opens under its key and its name, and is another text each time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (raw, as) => {
      const value = Buffer.from(raw, "utf8").toString("utf8");
      const sealed = seal(key, as, value);
      expect(unseal(key, as, sealed)).toBe(value);
      expect(seal(key, as, value)).not.toBe(sealed);
    }),
    { numRuns: 200 },
  );
});

test("another key, another name, a changed or cut text: none opens, and the error holds nothing of the value", () => {
  const value = "5f2b8c0d9e7a4163b1c2d3e4f5a60718";
  const sealed = seal(key, "mini", value);
  const refused = (open: () => string) => {
    expect(open).toThrow(SealError);
    expect(open).not.toThrow(value);
  };
  refused(() => unseal(randomBytes(32), "mini", sealed));
  refused(() => unseal(key, "service", sealed));
  refused(() => unseal(key, "mini", ""));
  const bytes = Buffer.from(sealed, "base64url");
  for (const [i, byte] of bytes.entries()) {
    const changed = Buffer.from(bytes);
    changed[i] = byte ^ 1;
    refused(() => unseal(key, "mini", changed.toString("base64url")));
    refused(() => unseal(key, "mini", bytes.subarray(0, i).toString("base64url")));
  }
});

test("a mark is the same for the same value only, and is not made without the key", () => {
  expect(markOf(key, "mini", "a")).toMatch(/^[0-9a-f]{4}$/);
  expect(markOf(key, "mini", "a")).toBe(markOf(key, "mini", "a"));
  const marks = new Set(Array.from({ length: 50 }, () => markOf(randomBytes(32), "mini", "a")));
  expect(marks.size).toBeGreaterThan(40);
});
