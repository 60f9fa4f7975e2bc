import { sealPaySecret } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { signingKey } from "../merchants/merchants.ts";
import { PayBench } from "../pay.testing.ts";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

let bench: PayBench;
let who: ReturnType<PayBench["someone"]>;
beforeEach(async () => {
  bench = await PayBench.open();
  who = bench.someone("林小满");
  await bench.act("pay.edit_merchant", { mchid: bench.merchant.mchid, deposit: 1_000_000 });
});
afterEach(() => bench.close());

const draft = (number: string, amount = 1000, more: object = {}) => ({
  appid: bench.mini.appid,
  out_bill_no: number,
  transfer_scene_id: "1000",
  openid: who.openid,
  transfer_amount: amount,
  transfer_remark: "拉新奖励",
  notify_url: bench.notifyUrl,
  transfer_scene_report_infos: [
    { info_type: "活动名称", info_content: "老带新" },
    { info_type: "奖励说明", info_content: "邀请一位新客" },
  ],
  ...more,
});
const query = async (number: string) => (await bench.call("GET", `${BILLS}/out-bill-no/${number}`)).json;

it("waits for the person, pays when they confirm, and tells the merchant", async () => {
  const { json } = await bench.call("POST", BILLS, draft("M1"));
  expect(json).toMatchObject({ state: "WAIT_USER_CONFIRM", out_bill_no: "M1" });
  expect((await bench.call("POST", BILLS, draft("M1"))).json).toEqual(json);
  expect(await bench.call("POST", BILLS, draft("M1", 2000))).toMatchObject({ json: { code: "ALREADY_EXISTS" } });
  expect(bench.merchant.funds.available).toBe(999_000);
  const other = bench.someone("别人");
  const confirm = (person: string) => bench.act("pay.confirm_transfer", { person, package: json.package_info });
  await expect(confirm(other.person.id)).rejects.toThrow("收款账号");
  await confirm(who.person.id);
  expect(await query("M1")).toMatchObject({ state: "TRANSFERING" });
  bench.pass(2);
  expect((await bench.told("MCHTRANSFER.BILL.FINISHED"))[0]?.resource).toMatchObject({
    state: "SUCCESS",
    out_bill_no: "M1",
    transfer_amount: 1000,
    openid: who.openid,
  });
  expect((await bench.call("GET", `${BILLS}/transfer-bill-no/${json.transfer_bill_no}`)).json).toEqual(
    await query("M1"),
  );
  await expect(confirm(who.person.id)).rejects.toThrow("处理过");
});

it("gives the money back when nobody confirms within a day, and when the merchant cancels before", async () => {
  await bench.call("POST", BILLS, draft("M1"));
  bench.pass(86_400);
  expect(await query("M1")).toMatchObject({ state: "FAIL", fail_reason: "OVERDUE_CLOSE" });
  const { json } = await bench.call("POST", BILLS, draft("M2"));
  const cancel = () => bench.call("POST", `${BILLS}/out-bill-no/M2/cancel`);
  expect((await cancel()).json).toMatchObject({ state: "CANCELING" });
  bench.pass(2);
  expect((await cancel()).json).toMatchObject({ state: "CANCELLED" });
  const late = bench.act("pay.confirm_transfer", { person: who.person.id, package: json.package_info });
  await expect(late).rejects.toThrow("处理过");
  expect(bench.merchant.funds.available).toBe(1_000_000);
  expect((await bench.told()).map(({ resource }) => resource.state)).toEqual(["FAIL", "CANCELLED"]);
});

it("repeats its notice by a schedule of its own", async () => {
  bench.status = 500;
  await bench.call("POST", BILLS, draft("M1"));
  bench.pass(86_400);
  await bench.told();
  for (let tries = 1; tries <= 3; tries++) {
    bench.pass(15);
    expect(await bench.told()).toHaveLength(tries + 1);
  }
});

it("refuses what the scene, the amount, the name or the balance does not allow", async () => {
  const field = async (more: object, amount = 1000) =>
    (await bench.call("POST", BILLS, draft("M1", amount, more))).json;
  expect(await field({}, 9)).toMatchObject({ code: "PARAM_ERROR" });
  expect(await field({}, 20_001)).toMatchObject({ code: "INVALID_REQUEST" });
  expect(await field({ out_bill_no: "M-1" })).toMatchObject({ detail: { field: "/out_bill_no" } });
  expect(await field({ transfer_scene_report_infos: [{ info_type: "活动名称", info_content: "x" }] })).toMatchObject({
    detail: { field: "/transfer_scene_report_infos" },
  });
  await bench.act("pay.set", { transferLargest: 500_000 });
  expect(await field({}, 200_000)).toMatchObject({ detail: { field: "/user_name" } });
  expect(await field({ user_name: "林小满" }, 200_000)).toMatchObject({ detail: { field: "/user_name" } });
  const wrong = sealPaySecret(signingKey(bench.merchant).publicKey, "林大满");
  const { json } = await bench.call("POST", BILLS, draft("M2", 200_000, { user_name: wrong }));
  await bench.act("pay.confirm_transfer", { person: who.person.id, package: json.package_info });
  expect(await query("M2")).toMatchObject({ state: "FAIL", fail_reason: "NAME_NOT_CORRECT" });
  bench.merchant.funds.available = 999;
  expect(await bench.call("POST", BILLS, draft("M3"))).toMatchObject({ status: 403, json: { code: "NOT_ENOUGH" } });
});
