import { afterEach, beforeEach, expect, it } from "vitest";
import { Bench } from "../wecom.testing.ts";
import { followOf } from "./relations.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

it("cuts remarks at their length, clears phones by an empty one, and wants at least one field", async () => {
  const { id } = bench.customer("甲");
  const remark = (more: object) =>
    bench.call("/cgi-bin/externalcontact/remark", { userid: "LiLei", external_userid: id, ...more });
  expect(await remark({ remark: "长".repeat(21), remark_mobiles: ["13800000000"] })).toMatchObject({ errcode: 0 });
  expect(followOf(bench.world, "LiLei", id)).toMatchObject({ remark: "长".repeat(20), remarkMobiles: ["13800000000"] });
  await remark({ remark_mobiles: [""] });
  expect(followOf(bench.world, "LiLei", id)?.remarkMobiles).toEqual([]);
  expect(await remark({})).toMatchObject({ errcode: 40063 });
  expect(await remark({ remark_pic_mediaid: "gone" })).toMatchObject({ errcode: 40007 });
  expect(await bench.told("change_external_contact.edit_external_contact")).toHaveLength(0);
});
