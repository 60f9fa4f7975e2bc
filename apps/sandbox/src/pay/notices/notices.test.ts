import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PAY_NOTIFY_DELAYS } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadWorld, saveWorld } from "../../world/snapshot.ts";
import { PayBench } from "../pay.testing.ts";

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

const attempts = () => bench.world.pay.notices.attempts.map(({ outcome }) => outcome);

it("repeats what is not accepted by the documented schedule, under one id, and then gives up", async () => {
  bench.status = 500;
  await bench.paid(bench.someone(), "T20260310001");
  await bench.told();
  for (const [at, delay] of PAY_NOTIFY_DELAYS.entries()) {
    bench.pass(delay - 1);
    expect(await bench.told()).toHaveLength(at + 1);
    bench.pass(1);
    expect(await bench.told()).toHaveLength(at + 2);
  }
  bench.pass(2 * 86_400);
  expect(await bench.told()).toHaveLength(16);
  expect(new Set(bench.heard.map(({ id }) => id)).size).toBe(1);
});

it("stops with the first 200 or 204", async () => {
  bench.status = 500;
  await bench.paid(bench.someone(), "T20260310001");
  await bench.told();
  bench.status = 200;
  bench.pass(15);
  expect(await bench.told()).toHaveLength(2);
  bench.pass(86_400);
  expect(await bench.told()).toHaveLength(2);
});

it("can be lost, sent twice, or sent with a signature that must not hold", async () => {
  const who = bench.someone();
  const fault = { platform: "pay", path: "callback", times: 1 };
  await bench.act("faults.add", { ...fault, what: { kind: "drop" } });
  await bench.paid(who, "T20260310001");
  expect(await bench.told()).toEqual([]);
  await bench.act("faults.add", { ...fault, what: { kind: "duplicate" } });
  await bench.paid(who, "T20260310002");
  const twice = await bench.told();
  expect(twice).toHaveLength(2);
  expect(twice[0]?.id).toBe(twice[1]?.id);
  await bench.act("faults.add", { ...fault, what: { kind: "probe" } });
  bench.status = 401;
  await bench.paid(who, "T20260310003");
  expect((await bench.told()).at(-1)?.signatureHolds).toBe(false);
  expect(attempts()).toEqual(["dropped", 204, 204, 401]);
});

it("is never sent to a merchant without APIv3 key", async () => {
  await bench.act("pay.edit_merchant", { mchid: bench.merchant.mchid, apiV3Key: null });
  await bench.paid(bench.someone(), "T20260310001");
  expect(await bench.told()).toEqual([]);
  expect(attempts()).toEqual(["no_api_v3_key"]);
});

it("goes on after a restart: merchants, keys and what waits for its next time are kept", async () => {
  bench.status = 500;
  await bench.paid(bench.someone(), "T20260310001");
  await bench.told();
  const folder = mkdtempSync(path.join(tmpdir(), "sandbox-pay-"));
  saveWorld(bench.world, path.join(folder, "world"));
  const again = loadWorld(path.join(folder, "world"));
  rmSync(folder, { recursive: true });
  expect(again?.pay.notices.scheduled.size).toBe(1);
  expect(again?.pay.merchants.get(bench.merchant.mchid)).toEqual(bench.merchant);
});
