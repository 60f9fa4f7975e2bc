import { isDeepStrictEqual } from "node:util";
import { PAY_QUOTAS, PAY_TRANSFER_STATE, type PayTransferDraft } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { personByOpenid } from "../../world/people.ts";
import { opaqueId } from "../../world/random.ts";
import { onDue } from "../../world/schedule.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { fundId } from "../ids.ts";
import { book } from "../merchants/funds.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import { checkNotifyUrl } from "../orders/place.ts";
import { writeReceipt } from "../receipts.ts";
import { badParameter, OUT_OF_RANGE, payRefuse } from "../refusal.ts";
import { openSecret } from "../secrets.ts";
import { wireTime } from "../time.ts";
import type { Transfer } from "./state.ts";

const { waitUserConfirm, transferring, success, fail, cancelling, cancelled } = PAY_TRANSFER_STATE;
/** Virtual seconds that the platform takes for a confirmed or a cancelled transfer. */
const WORK_SECONDS = 2;
/** Seconds before each repetition of a transfer's notice: wechat-api.md §4.3. */
const NOTICE_DELAYS = [...repeat(15, 10), ...repeat(300, 10), ...repeat(1800, 44)];
/** What must be reported of a scene. */
const REPORTED: Readonly<Record<string, readonly string[]>> = {
  "1000": ["活动名称", "奖励说明"],
  "1005": ["岗位类型", "报酬说明"],
};

const proceed = onDue<{ mchid: string; outBillNo: string }>("pay.proceed_transfer", (world, ref) => {
  const merchant = world.pay.merchants.get(ref.mchid);
  const transfer = merchant?.transfers.byOutNo.get(ref.outBillNo);
  if (!merchant || !transfer) return;
  if (transfer.state === cancelling) end(world, merchant, transfer, cancelled);
  if (transfer.state === transferring) end(world, merchant, transfer, success);
});

const expire = onDue<{ mchid: string; outBillNo: string }>("pay.expire_transfer", (world, ref) => {
  const merchant = world.pay.merchants.get(ref.mchid);
  const transfer = merchant?.transfers.byOutNo.get(ref.outBillNo);
  if (merchant && transfer?.state === waitUserConfirm) end(world, merchant, transfer, fail, "OVERDUE_CLOSE");
});

/** Takes a transfer, or the same transfer once more; the person has a day to confirm it (wechat-api.md §4.9). */
export function requestTransfer(world: World, merchant: Merchant, draft: PayTransferDraft): Transfer {
  checkNotifyUrl(world, draft.notify_url);
  const known = merchant.transfers.byOutNo.get(draft.out_bill_no);
  if (known) {
    if (!isDeepStrictEqual(known.draft, draft))
      payRefuse("ALREADY_EXISTS", "商户单号已存在，请求参数与首次请求时不一致");
    return known;
  }
  const person = receiverOf(world, merchant, draft);
  checkAmounts(world, merchant, draft);
  const now = secondsOf(world.clock);
  const transfer: Transfer = {
    billNo: fundId(world, "1330"),
    draft,
    package: opaqueId(world.random, "", 64),
    personId: person.id,
    createdAt: now,
    state: waitUserConfirm,
    failReason: undefined,
    updatedAt: now,
  };
  merchant.transfers.byOutNo.set(draft.out_bill_no, transfer);
  move(world, merchant, transfer, -1);
  const ref = { mchid: merchant.mchid, outBillNo: draft.out_bill_no };
  expire(world, nowOf(world.clock) + PAY_QUOTAS.transferConfirmation.amount * 1000, ref);
  return transfer;
}

/** The transfer of a merchant's number, or RESOURCE_NOT_EXISTS. */
export function transferByOutNo(merchant: Merchant, outBillNo: string): Transfer {
  return merchant.transfers.byOutNo.get(outBillNo) ?? payRefuse("RESOURCE_NOT_EXISTS", "转账单不存在");
}

/** Takes a transfer back while nobody confirmed it; once more changes nothing. */
export function cancelTransfer(world: World, merchant: Merchant, transfer: Transfer): void {
  if (transfer.state === cancelling || transfer.state === cancelled) return;
  if (transfer.state !== waitUserConfirm) payRefuse("INVALID_REQUEST", "转账单当前状态不支持撤销");
  step(world, merchant, transfer, cancelling);
}

/** The person takes the money. @throws RangeError in the phone's words */
export function confirmTransfer(world: World, person: Person, pack: string): Transfer {
  for (const merchant of world.pay.merchants.values())
    for (const transfer of merchant.transfers.byOutNo.values()) {
      if (transfer.package !== pack) continue;
      if (transfer.personId !== person.id) throw new RangeError("收款账号与转账单不一致");
      if (transfer.state !== waitUserConfirm) throw new RangeError("这笔转账已经处理过了");
      const name = transfer.draft.user_name;
      if (name !== undefined && openSecret(merchant, name, "/user_name") !== person.nickname)
        end(world, merchant, transfer, fail, "NAME_NOT_CORRECT");
      else step(world, merchant, transfer, transferring);
      return transfer;
    }
  throw new RangeError("没有这笔转账");
}

function receiverOf(world: World, merchant: Merchant, draft: PayTransferDraft): Person {
  if (!merchant.appids.has(draft.appid))
    payRefuse("APPID_MCHID_NOT_MATCH", "appid 与商户号不匹配", { cause: 268_445_527 });
  const given = draft.transfer_scene_report_infos.map(({ info_type }) => info_type);
  const missing = REPORTED[draft.transfer_scene_id]?.find((wanted) => !given.includes(wanted));
  if (missing !== undefined)
    badParameter("/transfer_scene_report_infos", given, `转账场景 ${draft.transfer_scene_id} 须报备「${missing}」`);
  const person = personByOpenid(world, draft.appid, draft.openid);
  if (!person) badParameter("/openid", draft.openid, "openid 与 appid 不匹配");
  if (draft.user_name !== undefined) openSecret(merchant, draft.user_name, "/user_name");
  return person;
}

function checkAmounts(world: World, merchant: Merchant, draft: PayTransferDraft): void {
  const amount = draft.transfer_amount;
  const largest = world.pay.settings.transferLargest;
  if (amount > largest)
    payRefuse("INVALID_REQUEST", `超过单笔转账上限 ${(largest / 100).toFixed(2)} 元`, { cause: OUT_OF_RANGE });
  if (amount >= PAY_QUOTAS.transferRealName.amount && draft.user_name === undefined)
    badParameter("/user_name", undefined, "转账金额达到 2000 元时须填写收款用户姓名");
  const today = wireTime(secondsOf(world.clock)).slice(0, 10);
  const counted = [...merchant.transfers.byOutNo.values()].filter(
    ({ state, createdAt }) => state !== fail && state !== cancelled && wireTime(createdAt).startsWith(today),
  );
  const sum = (of: readonly Transfer[]) => of.reduce((total, each) => total + each.draft.transfer_amount, amount);
  if (sum(counted) > PAY_QUOTAS.transferMerchantDailyAmount.amount) payRefuse("RULE_LIMIT", "超过商户单日转账额度");
  if (sum(counted.filter((each) => each.draft.openid === draft.openid)) > PAY_QUOTAS.transferUserDailyAmount.amount)
    payRefuse("RULE_LIMIT", "超过用户单日收款额度");
  if (merchant.funds.available < amount) payRefuse("NOT_ENOUGH", "运营账户余额不足，请充值后用原单号重试");
}

function step(world: World, merchant: Merchant, transfer: Transfer, state: Transfer["state"]): void {
  transfer.state = state;
  transfer.updatedAt = secondsOf(world.clock);
  const ref = { mchid: merchant.mchid, outBillNo: transfer.draft.out_bill_no };
  proceed(world, nowOf(world.clock) + WORK_SECONDS * 1000, ref);
}

function end(world: World, merchant: Merchant, transfer: Transfer, state: Transfer["state"], reason?: string): void {
  transfer.state = state;
  transfer.failReason = reason;
  transfer.updatedAt = secondsOf(world.clock);
  const { draft, personId } = transfer;
  if (state !== success) move(world, merchant, transfer, 1);
  else
    writeReceipt(world, personId, "transfer", {
      merchant: merchant.name,
      description: draft.transfer_remark,
      amount: draft.transfer_amount,
    });
  notify(
    world,
    merchant,
    draft.notify_url,
    {
      eventType: "MCHTRANSFER.BILL.FINISHED",
      originalType: "mch_payment",
      summary: "商家转账单据终态通知",
      resource: {
        mch_id: merchant.mchid,
        out_bill_no: draft.out_bill_no,
        transfer_bill_no: transfer.billNo,
        state,
        transfer_amount: draft.transfer_amount,
        openid: draft.openid,
        ...(reason && { fail_reason: reason }),
        create_time: wireTime(transfer.createdAt),
        update_time: wireTime(transfer.updatedAt),
      },
    },
    NOTICE_DELAYS,
  );
}

/** The money leaves the account when the transfer is taken and comes back when it fails. */
function move(world: World, merchant: Merchant, { billNo, draft }: Transfer, sign: 1 | -1): void {
  const type = sign < 0 ? "商家转账" : "商家转账退回";
  const reason = { businessId: billNo, voucher: draft.out_bill_no, applicant: merchant.mchid };
  book(world, merchant, sign * draft.transfer_amount, { ...reason, name: type, type, note: draft.transfer_remark });
}

function repeat(seconds: number, times: number): number[] {
  return Array.from({ length: times }, () => seconds);
}
