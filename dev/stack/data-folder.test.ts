import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inRepository } from "../repository.ts";
import { DataFolderInUse, dataFolder, emptyDataFolder, isSeeded, takeDataFolder } from "./data-folder.ts";
import { localSecrets } from "./local-secrets.ts";

const ownFolder = () => dataFolder({ HUIKE_DATA: mkdtempSync(join(tmpdir(), "huike-data-test-")) });

test("lies in .huike unless it is named", () => {
  expect(dataFolder({}).root).toBe(inRepository(".huike"));
  expect(dataFolder({ HUIKE_DATA: "/tmp/x" }).secrets).toBe("/tmp/x/secrets.json");
});

test("serves one run at a time", () => {
  const data = ownFolder();
  const release = takeDataFolder(data);
  expect(() => takeDataFolder(data)).toThrow(DataFolderInUse);
  release();
  takeDataFolder(data)();
});

test("beginning again forgets what a run writes, and nothing else", () => {
  const data = ownFolder();
  for (const path of [data.database, data.street, data.secrets, join(data.logs, "memberApi.log")]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "x");
  }
  writeFileSync(join(data.root, "mine.txt"), "x");
  expect(isSeeded(data)).toBe(true);
  emptyDataFolder(data);
  expect([data.database, data.street, data.secrets, data.logs].filter(existsSync)).toEqual([]);
  expect(existsSync(join(data.root, "mine.txt"))).toBe(true);
});

describe("local secrets", () => {
  test("are made once, for the owner's eyes only, and are random", () => {
    const [data, other] = [ownFolder(), ownFolder()];
    const made = localSecrets(data.secrets);
    expect(statSync(data.secrets).mode & 0o777).toBe(0o600);
    expect(localSecrets(data.secrets)).toEqual(made);
    expect(localSecrets(other.secrets).sessionKey).not.toBe(made.sessionKey);
    expect(made).toMatchObject({ miniAppId: expect.stringMatching(/^wx[0-9a-f]{16}$/) });
    expect(new Set([made.sessionKey, made.codeKey, made.visitKey]).size).toBe(3);
  });

  test("of an older version keep their keys and are given those they lack", () => {
    const data = ownFolder();
    const { sessionKey, codeKey, visitKey, miniAppId, miniAppSecret } = localSecrets(ownFolder().secrets);
    const older = { sessionKey, codeKey, visitKey, miniAppId, miniAppSecret };
    mkdirSync(dirname(data.secrets), { recursive: true });
    writeFileSync(data.secrets, JSON.stringify(older), { mode: 0o600 });
    const completed = localSecrets(data.secrets);
    expect(completed).toMatchObject(older);
    expect(completed).toMatchObject({
      serviceAppId: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      callbackAesKey: expect.stringMatching(/^[A-Za-z0-9]{43}$/),
      linkKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      unionKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      sealKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(localSecrets(data.secrets)).toEqual(completed);
    expect(statSync(data.secrets).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(data.secrets)).filter((name) => name.endsWith(".new"))).toEqual([]);
  });

  test("without an older callback key are whole", () => {
    const data = ownFolder();
    const { callbackAesKeyPrevious: _, ...rest } = localSecrets(data.secrets);
    writeFileSync(data.secrets, JSON.stringify(rest));
    expect(localSecrets(data.secrets)).toEqual(rest);
  });

  test("that are damaged are not replaced behind one's back", () => {
    const data = ownFolder();
    writeFileSync(data.secrets, "{");
    expect(() => localSecrets(data.secrets)).toThrow("--fresh");
    expect(readFileSync(data.secrets, "utf8")).toBe("{");
  });
});
