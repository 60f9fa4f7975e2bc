import { group, number, optional, rows, text } from "../callback/fields.ts";

const choice = {
  templateId: text("TemplateId"),
  /** `accept` or `reject`. */
  subscribeStatusString: text("SubscribeStatusString"),
} as const;
const revoked = {
  openId: text("OpenID"),
  appId: optional(text("AppID")),
  revokeInfo: optional(text("RevokeInfo")),
} as const;
const order = {
  transactionId: text("transaction_id"),
  merchantId: text("merchant_id"),
  subMerchantId: optional(text("sub_merchant_id")),
  merchantTradeNo: text("merchant_trade_no"),
  payTime: optional(number("pay_time")),
} as const;
const verdict = { suggest: text("suggest"), label: number("label") } as const;

/** Mini program events, and subscription events shared with service accounts: wechat-api.md §1.6, §2.4, §2.6, §2.8. */
export const MINI_PROGRAM_EVENTS = {
  "message.miniprogrampage": {
    msgId: text("MsgId"),
    title: optional(text("Title")),
    appId: text("AppId"),
    pagePath: text("PagePath"),
    thumbUrl: optional(text("ThumbUrl")),
    thumbMediaId: optional(text("ThumbMediaId")),
  },
  user_enter_tempsession: { sessionFrom: optional(text("SessionFrom")) },
  subscribe_msg_popup_event: {
    event: group("SubscribeMsgPopupEvent", {
      list: rows("List", { ...choice, popupScene: optional(text("PopupScene")) }),
    }),
  },
  /** Only rejects are told. */
  subscribe_msg_change_event: { event: group("SubscribeMsgChangeEvent", { list: rows("List", choice) }) },
  subscribe_msg_sent_event: {
    event: group("SubscribeMsgSentEvent", {
      list: rows("List", {
        templateId: text("TemplateId"),
        msgId: text("MsgID"),
        errorCode: text("ErrorCode"),
        errorStatus: optional(text("ErrorStatus")),
      }),
    }),
  },
  /** The stored profile must be deleted. */
  user_info_modified: revoked,
  user_authorization_revoke: revoked,
  wxa_media_check: {
    appId: text("appid"),
    traceId: text("trace_id"),
    version: optional(text("version")),
    result: optional(group("result", verdict)),
    detail: optional(
      rows("detail", {
        strategy: optional(text("strategy")),
        errcode: optional(number("errcode")),
        suggest: optional(text("suggest")),
        label: optional(number("label")),
        prob: optional(number("prob")),
      }),
    ),
  },
  trade_manage_remind_access_api: { msg: text("msg") },
  trade_manage_remind_shipping: { ...order, msg: optional(text("msg")) },
  trade_manage_order_settlement: {
    ...order,
    shippedTime: optional(number("shipped_time")),
    estimatedSettlementTime: optional(number("estimated_settlement_time")),
    /** 1 automatic, 2 by the user. */
    confirmReceiveMethod: optional(number("confirm_receive_method")),
    confirmReceiveTime: optional(number("confirm_receive_time")),
    settlementTime: optional(number("settlement_time")),
  },
} as const;
