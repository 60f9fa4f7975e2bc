import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeDataLock } from "./data-lock.ts";
import { identifyProcess } from "./processes.ts";
import { makeDataDir } from "./testing/engine-sandbox.ts";

let dataDir: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ dataDir, remove } = await makeDataDir());
});
afterEach(async () => {
  await remove();
});

const here = { ...(identifyProcess(process.pid) ?? { pid: 0, startedAt: "", bootId: "" }), host: os.hostname() };
const file = () => path.join(dataDir, "engines.lock");
const leave = (owner: object) => writeFile(file(), JSON.stringify({ ...here, token: "old", ...owner }));

it("refuses while the owner lives, and says who it is", async () => {
  await leave({});
  await expect(takeDataLock(dataDir, { describeOwner: async () => "，在某处" })).rejects.toMatchObject({
    code: "engines_already_running",
    message: expect.stringMatching(new RegExp(`进程 ${process.pid}，在某处`)),
  });
});

it.each([
  ["is gone", { pid: 2 ** 22 - 3 }],
  ["belonged to an earlier boot", { bootId: "an earlier boot" }],
  ["had this pid before", { startedAt: "1" }],
])("takes over the lock of a process that %s", async (_, owner) => {
  await leave(owner);
  const lock = await takeDataLock(dataDir);
  expect(JSON.parse(await readFile(file(), "utf8"))).toMatchObject(here);
  await lock.release();
  expect(await readdir(dataDir)).toEqual([]);
});

it("takes over a lock that a crash left empty", async () => {
  await writeFile(file(), "");
  await (await takeDataLock(dataDir)).release();
});

it("lets exactly one of many win over a stale lock", async () => {
  await leave({ pid: 2 ** 22 - 3 });
  const takes = await Promise.allSettled(Array.from({ length: 20 }, () => takeDataLock(dataDir)));
  expect(takes.filter((take) => take.status === "fulfilled")).toHaveLength(1);
});

it("asks the heartbeat of an owner on another host", async () => {
  await leave({ host: "another", pid: 1 });
  const beat = setInterval(() => void utimes(file(), new Date(), new Date()).catch(() => undefined), 5);
  try {
    await expect(takeDataLock(dataDir, { heartbeatMs: 20 })).rejects.toMatchObject({
      code: "engines_already_running",
      message: expect.stringContaining("主机 another"),
    });
  } finally {
    clearInterval(beat);
  }
  const lock = await takeDataLock(dataDir, { heartbeatMs: 20 });
  await lock.release();
});
