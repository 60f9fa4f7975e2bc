import { PAY_QUOTAS, PAY_TRANSFER_STATE, type PayTransfer } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import type { Merchant } from "../merchants/state.ts";
import { notifyUrl } from "../read.ts";
import { payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import type { Transfer } from "./state.ts";
import { cancelTransfer, requestTransfer, transferByOutNo } from "./transfer.ts";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

const draft = z.strictObject({
  appid: z.string().min(1).max(32),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/, "out_bill_no 须为 1 至 32 位数字或字母"),
  transfer_scene_id: z.string().min(1).max(36),
  openid: z.string().min(1).max(64),
  user_name: z.string().optional(),
  transfer_amount: z.int().min(PAY_QUOTAS.transferSmallest.amount, "transfer_amount 至少 10 分"),
  transfer_remark: z.string().min(1).max(PAY_QUOTAS.transferRemark.amount),
  notify_url: notifyUrl.optional(),
  user_recv_perception: z.string().optional(),
  transfer_scene_report_infos: z
    .array(z.strictObject({ info_type: z.string().min(1).max(15), info_content: z.string().min(1).max(32) }))
    .min(1),
  user_recv_style: z.strictObject({ type: z.enum(["CONFIRM_PAGE", "RED_PACKET"]) }).optional(),
});

/** Merchant transfers that the person confirms: wechat-api.md §4.9. */
export const transferEndpoints: readonly PayEndpoint[] = [
  payEndpoint("POST", BILLS, { body: draft, perSecond: PAY_QUOTAS.transfers.amount }, ({ world, merchant, body }) => {
    const transfer = requestTransfer(world, merchant, body);
    return {
      out_bill_no: body.out_bill_no,
      transfer_bill_no: transfer.billNo,
      create_time: wireTime(transfer.createdAt),
      state: transfer.state,
      ...(transfer.failReason && { fail_reason: transfer.failReason }),
      ...(transfer.state === PAY_TRANSFER_STATE.waitUserConfirm && { package_info: transfer.package }),
    };
  }),
  payEndpoint(
    "POST",
    `${BILLS}/out-bill-no/:outBillNo/cancel`,
    { perSecond: PAY_QUOTAS.transferCancels.amount },
    ({ world, merchant, params }) => {
      const transfer = transferByOutNo(merchant, params.outBillNo ?? "");
      cancelTransfer(world, merchant, transfer);
      return {
        out_bill_no: transfer.draft.out_bill_no,
        transfer_bill_no: transfer.billNo,
        state: transfer.state,
        update_time: wireTime(transfer.updatedAt),
      };
    },
  ),
  payEndpoint("GET", `${BILLS}/out-bill-no/:outBillNo`, {}, ({ merchant, params }) =>
    transferAnswer(merchant, transferByOutNo(merchant, params.outBillNo ?? "")),
  ),
  payEndpoint("GET", `${BILLS}/transfer-bill-no/:billNo`, {}, ({ merchant, params }) => {
    const found = [...merchant.transfers.byOutNo.values()].find(({ billNo }) => billNo === params.billNo);
    return transferAnswer(merchant, found ?? payRefuse("RESOURCE_NOT_EXISTS", "转账单不存在"));
  }),
];

function transferAnswer({ mchid }: Merchant, { billNo, draft, state, failReason, createdAt, updatedAt }: Transfer) {
  const answer: PayTransfer = {
    mch_id: mchid,
    appid: draft.appid,
    out_bill_no: draft.out_bill_no,
    transfer_bill_no: billNo,
    state,
    transfer_amount: draft.transfer_amount,
    transfer_remark: draft.transfer_remark,
    openid: draft.openid,
    ...(draft.user_name !== undefined && { user_name: draft.user_name }),
    ...(failReason !== undefined && { fail_reason: failReason }),
    create_time: wireTime(createdAt),
    update_time: wireTime(updatedAt),
  };
  return answer;
}
