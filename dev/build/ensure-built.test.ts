import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuildFailed, ensureRecipe } from "./ensure-built.ts";
import { sourceHash } from "./source-hash.ts";
import type { Recipe } from "./targets.ts";

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** A repository with one source, whose build copies it and counts how often it ran. */
function house(command = "sleep 0.1; mkdir -p out; cat src/a.ts > out/a; echo x >> runs") {
  const root = mkdtempSync(join(tmpdir(), "huike-build-test-"));
  made.push(root);
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "src", "a.ts"), "one");
  const said: string[] = [];
  const recipe: Recipe = {
    title: "the thing",
    inputs: ["src"],
    facts: [],
    output: join(root, "out"),
    lock: join(root, ".lock"),
    command: "/bin/sh",
    args: ["-c", command],
  };
  return {
    root,
    said,
    write: (name: string, text: string) => writeFileSync(join(root, name), text),
    build: (more: Partial<Recipe> = {}) => ensureRecipe({ ...recipe, ...more }, (line) => said.push(line), root),
    runs: () => (existsSync(join(root, "runs")) ? readFileSync(join(root, "runs"), "utf8").split("x").length - 1 : 0),
    output: () => readFileSync(join(root, "out", "a"), "utf8"),
  };
}

describe("a build", () => {
  test("is not made stale by the caches its own tools leave beside the sources", async () => {
    const { build, runs } = house(
      "mkdir -p out src/.cache; cat src/a.ts > out/a; echo x >> src/.cache/c; echo x >> runs",
    );
    await build();
    expect((await build()).wasFresh).toBe(true);
    expect(runs()).toBe(1);
  });

  test("runs once while its sources stay the same", async () => {
    const { build, runs, said } = house();
    expect((await build()).wasFresh).toBe(false);
    expect((await build()).wasFresh).toBe(true);
    expect(runs()).toBe(1);
    expect(said).toEqual(["building the thing …"]);
  });

  test("runs again when a source changes, and when one comes or goes", async () => {
    const { root, build, write, runs, output } = house();
    await build();
    write("src/a.ts", "two");
    await build();
    expect(output()).toBe("two");
    write("src/b.ts", "new");
    await build();
    rmSync(join(root, "src", "b.ts"));
    await build();
    expect(runs()).toBe(4);
  });

  test("does not run again for a test, or for what was built", async () => {
    const { root, build, write, runs } = house();
    await build();
    write("src/a.test.ts", "a test");
    mkdirSync(join(root, "src", "dist"));
    write("src/dist/bundle.js", "built");
    await build();
    expect(runs()).toBe(1);
  });

  test("runs again when what it reads besides files changes", async () => {
    const { build, runs } = house();
    await build({ facts: ["A=1"] });
    await build({ facts: ["A=2"] });
    expect(runs()).toBe(2);
  });

  test("that fails says its last lines and what to do, and is not taken for good", async () => {
    const { build, write } = house("echo the reason >&2; test -f src/mended.ts && mkdir -p out && echo ok > out/a");
    const failure = await build().catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(BuildFailed);
    expect((failure as Error).message).toMatch(/the reason[\s\S]*Building the thing failed \(exit code 1\)/);
    await expect(build()).rejects.toThrow("the reason");
    write("src/mended.ts", "");
    expect((await build()).wasFresh).toBe(false);
  });

  test("whose failure follows a good one does not leave the good mark behind", async () => {
    const { root, build, write } = house("mkdir -p out; ! grep -q bad src/a.ts");
    await build();
    write("src/a.ts", "bad");
    await expect(build()).rejects.toThrow(BuildFailed);
    expect(existsSync(join(root, "out.built"))).toBe(false);
  });

  test("asked for by several at once runs once", async () => {
    const { build, runs, output } = house();
    const built = await Promise.all([build(), build(), build()]);
    expect(runs()).toBe(1);
    expect(built.filter((one) => !one.wasFresh)).toHaveLength(1);
    expect(output()).toBe("one");
  });

  test("of a program that does not exist is a failure like any other", async () => {
    await expect(house().build({ command: "/no/such/program" })).rejects.toThrow(BuildFailed);
  });
});

test("the hash tells moved bytes apart", () => {
  const root = mkdtempSync(join(tmpdir(), "huike-hash-test-"));
  const hashOf = (a: string, b: string) => {
    writeFileSync(join(root, "a"), a);
    writeFileSync(join(root, "b"), b);
    return sourceHash(root, ["a", "b"]);
  };
  expect(hashOf("xy", "")).not.toBe(hashOf("x", "y"));
  expect(hashOf("x", "y")).toBe(hashOf("x", "y"));
  expect(sourceHash(root, ["a", "absent"])).not.toBe(sourceHash(root, ["a"]));
});
