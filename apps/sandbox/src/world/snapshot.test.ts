import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addMember } from "../wecom/contacts/members.ts";
import { followOf } from "../wecom/customers/relations.ts";
import { Bench } from "../wecom/wecom.testing.ts";
import { advanceClock } from "./clock.ts";
import { runDue } from "./schedule.ts";
import { loadWorld, saveWorld } from "./snapshot.ts";

let bench: Bench;
let folder: string;

beforeEach(async () => {
  bench = await Bench.open();
  folder = await mkdtemp(path.join(tmpdir(), "sandbox-world-"));
});
afterEach(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

it("goes on with what was under way after a restart: a transfer completes, the seed continues", async () => {
  const { id } = bench.customer("甲");
  await bench.call("/cgi-bin/externalcontact/transfer_customer", {
    handover_userid: "LiLei",
    takeover_userid: "HanMeimei",
    external_userid: [id],
  });
  const file = path.join(folder, "world");
  saveWorld(bench.world, file);
  const again = loadWorld(file);
  if (!again) throw new Error("nothing was saved");
  advanceClock(again.clock, 86_400_000);
  runDue(again);
  expect(followOf(again, "HanMeimei", id)?.status).toBe("confirmed");
  expect(again.wecom.inheritance.ofCustomer.get(id)).toMatchObject([{ status: 1 }]);
  // The saved world is its own: the running one has not moved.
  expect(followOf(bench.world, "HanMeimei", id)).toBeUndefined();
  const draft = { userid: "New", name: "新", departments: [1] };
  expect(addMember(again, draft).personId).toBe(addMember(bench.world, draft).personId);
});
