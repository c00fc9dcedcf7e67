import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../repository.ts";
import { lockHolder, tryLock, unlock } from "./lock-file.ts";

const folder = mkdtempSync(join(tmpdir(), "huike-lock-test-"));
const DEAD_PID = 4_194_305; // above the largest process id Linux gives

test("one holds it, and says who; the next gets it when it is given back", () => {
  const file = join(folder, "simple");
  expect(tryLock(file)).toBe(true);
  expect(lockHolder(file)).toBe(process.pid);
  expect(tryLock(file)).toBe(false);
  unlock(file);
  expect(tryLock(file)).toBe(true);
});

test("a holder that has died loses it", () => {
  const file = join(folder, "dead");
  writeFileSync(file, String(DEAD_PID));
  expect(tryLock(file)).toBe(true);
  expect(lockHolder(file)).toBe(process.pid);
});

test("a lock just being written is respected; one never finished is not, after a while", () => {
  const file = join(folder, "unsigned");
  writeFileSync(file, "");
  expect(tryLock(file)).toBe(false);
  const longAgo = Date.now() / 1000 - 60;
  utimesSync(file, longAgo, longAgo);
  expect(tryLock(file)).toBe(true);
});

test("of many processes at a dead holder's lock, never two hold it together", async () => {
  const [file, log] = [join(folder, "race"), join(folder, "race.log")];
  writeFileSync(file, String(DEAD_PID));
  const script = join(folder, "racer.mts");
  writeFileSync(
    script,
    `import { appendFileSync } from "node:fs";
     import { tryLock, unlock } from ${JSON.stringify(inRepository("dev", "process", "lock-file.ts"))};
     for (let rounds = 0; rounds < 20; ) {
       if (!tryLock(${JSON.stringify(file)})) { await new Promise((go) => setTimeout(go, 1)); continue; }
       appendFileSync(${JSON.stringify(log)}, "in\\n");
       await new Promise((go) => setTimeout(go, 1));
       appendFileSync(${JSON.stringify(log)}, "out\\n");
       unlock(${JSON.stringify(file)});
       rounds++;
     }`,
  );
  const racers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--import", "tsx", script], { cwd: inRepository(), stdio: "inherit" }),
  );
  const codes = await Promise.all(racers.map((racer) => new Promise((resolve) => racer.once("exit", resolve))));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(log, "utf8")).toBe("in\nout\n".repeat(80));
  expect(existsSync(file)).toBe(false);
});
