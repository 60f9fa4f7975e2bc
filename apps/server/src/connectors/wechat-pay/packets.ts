import {
  PAY_TRANSFER_STATE,
  type PayAnswer,
  type PayTransferDraft,
  type PayTransferState,
} from "@feilun/wechat-protocol";
import type { PacketPayer, PacketTold } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { inWords, merchant, notifyUrl, orNothing } from "./merchant-calls.ts";
import { callPay } from "./pay-api.ts";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

/** Merchant transfers that the person confirms, shown as red packets (wechat-api.md §4.9). */
export function wechatPackets(platform: Platform): PacketPayer {
  return {
    send: (order) =>
      inWords(async () => {
        const body: PayTransferDraft = {
          appid: order.appId,
          out_bill_no: order.packetNo,
          transfer_scene_id: order.sceneId,
          openid: order.openid,
          transfer_amount: order.amountFen,
          transfer_remark: order.remark,
          notify_url: await notifyUrl(platform, order.merchantId),
          transfer_scene_report_infos: [
            { info_type: "活动名称", info_content: order.campaign },
            { info_type: "奖励说明", info_content: order.reward },
          ],
          user_recv_style: { type: "RED_PACKET" },
        };
        const account = await merchant(platform, order.merchantId);
        return packetTold(
          order.merchantId,
          await callPay<PayAnswer<"POST /v3/fund-app/mch-transfer/transfer-bills">>(platform, account, {
            method: "POST",
            path: BILLS,
            body,
          }),
        );
      }),
    ask: ({ merchantId, packetNo }) =>
      orNothing(async () =>
        packetTold(
          merchantId,
          await callPay<PayAnswer<"GET /v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}">>(
            platform,
            await merchant(platform, merchantId),
            { method: "GET", path: `${BILLS}/out-bill-no/${packetNo}` },
          ),
        ),
      ),
  };
}

const states: Readonly<Record<PayTransferState, PacketTold["state"]>> = {
  [PAY_TRANSFER_STATE.accepted]: "working",
  [PAY_TRANSFER_STATE.processing]: "working",
  [PAY_TRANSFER_STATE.waitUserConfirm]: "waiting",
  [PAY_TRANSFER_STATE.transferring]: "working",
  [PAY_TRANSFER_STATE.success]: "paid",
  [PAY_TRANSFER_STATE.fail]: "lapsed",
  [PAY_TRANSFER_STATE.cancelling]: "working",
  [PAY_TRANSFER_STATE.cancelled]: "lapsed",
};

const reasons: Readonly<Record<string, string>> = { OVERDUE_CLOSE: "24 小时内没有收款，钱已退回" };

/** What a transfer says, whether it was asked for or told. */
export function packetTold(
  merchantId: string,
  transfer: {
    readonly out_bill_no: string;
    readonly transfer_bill_no: string;
    readonly state: PayTransferState;
    readonly fail_reason?: string;
    readonly package_info?: string;
  },
): PacketTold {
  const { fail_reason: why } = transfer;
  return {
    merchantId,
    packetNo: transfer.out_bill_no,
    state: states[transfer.state],
    billNo: transfer.transfer_bill_no,
    package: transfer.package_info ?? null,
    reason: why === undefined ? null : (reasons[why] ?? `微信支付：${why}`),
  };
}
