import { type ErrorRow, errorTable, unlistedError, type WireError } from "../wire-error.ts";

const rows: readonly ErrorRow<string>[] = [
  ["PARAM_ERROR", "never", "bad parameter", "请求参数不合法", "按返回信息指出的字段修改；不在接口说明中的字段会被拒绝"],
  [
    "INVALID_REQUEST",
    "never",
    "business rule not met",
    "请求不符合业务规则（如同一单号参数不同、超过单笔上下限）",
    "按返回信息修改；同一单号重试时参数必须完全一致",
  ],
  [
    "APPID_MCHID_NOT_MATCH",
    "never",
    "appid and mchid do not match",
    "appid 没有与商户号绑定",
    "在商户平台“产品中心 > AppID 账号管理”中绑定",
  ],
  ["MCH_NOT_EXISTS", "never", "merchant does not exist", "商户号不存在", "核对支付设置中的商户号"],
  ["ORDER_CLOSED", "never", "order closed", "订单已关闭", "换新的商户订单号重新下单"],
  ["ORDERPAID", "never", "order already paid", "订单已支付", "无需再付；请查询订单结果"],
  ["ORDER_PAID", "never", "order already paid", "订单已支付", "无需再付；请查询订单结果"],
  [
    "SIGN_ERROR",
    "never",
    "signature or serial mismatch",
    "签名不正确，或证书序列号不对应",
    "核对商户 API 私钥、证书序列号与服务器时间（误差 5 分钟内）",
  ],
  ["NO_AUTH", "never", "no permission", "商户没有该产品或接口的权限", "在商户平台开通对应产品，或解除限制"],
  ["NOT_ENOUGH", "never", "insufficient balance", "账户余额不足", "充值后使用原单号重试"],
  ["RULE_LIMIT", "never", "refused by a rule", "触发业务规则限制", "按返回信息核对活动规则"],
  ["OUT_TRADE_NO_USED", "never", "out_trade_no used", "商户订单号重复", "核对该单号的结果，换新的单号下单"],
  ["TRADE_ERROR", "never", "trade refused", "交易错误", "按返回信息提示用户换一种支付方式"],
  ["ORDER_NOT_EXIST", "never", "order does not exist", "订单不存在", "核对订单号与商户号"],
  ["RESOURCE_NOT_EXISTS", "never", "resource does not exist", "查询的单据不存在", "核对单号；刚提交的单据请稍后再查"],
  ["NO_STATEMENT_EXIST", "never", "no such bill", "当日没有账单", "当日没有交易时不出账单，无需处理"],
  ["STATEMENT_CREATING", "after_wait", "bill being made", "账单正在生成", "账单在次日 10 点后可取，系统会再取"],
  ["ALREADY_EXISTS", "never", "already exists", "单据已存在", "查询原单号的结果，不要换单号"],
  ["ACCOUNT_ABNORMAL", "never", "receiver account abnormal", "接收方账户异常", "请接收方处理账户后再分账"],
  ["NO_RELATION", "never", "no profit sharing relation", "没有与接收方建立分账关系", "先添加分账接收方"],
  ["RECEIVER_HIGH_RISK", "never", "receiver at high risk", "接收方为高风险账户", "更换接收方"],
  [
    "RECEIVER_REAL_NAME_NOT_VERIFIED",
    "never",
    "receiver not real-name verified",
    "接收方没有实名",
    "请接收方完成实名认证",
  ],
  ["RECEIVER_RECEIPT_LIMIT", "never", "receiver at receipt limit", "接收方收款超过限额", "次月再分，或更换接收方"],
  ["PAYER_ACCOUNT_ABNORMAL", "never", "payer account abnormal", "分账出资账户异常", "在商户平台处理账户状态"],
  ["FREQUENCY_LIMITED", "after_wait", "rate limited", "调用超过频率限制", "系统会放慢后自动继续，单号不变"],
  ["FREQUENCY_LIMIT_EXCEED", "after_wait", "rate limited", "调用超过频率限制", "系统会放慢后自动继续，单号不变"],
  ["SYSTEM_ERROR", "safe", "system error", "微信支付系统错误", "系统会用相同单号与参数重试；结果以查询为准"],
];

/** Every error code of wechat-api.md §4.6, §4.8, §4.9, by code. */
export const PAY_ERRORS: ReadonlyMap<string, WireError<string>> = errorTable(rows);

/**
 * What an API v3 code means and what to do. `safe` holds only with the same out_* number and the same parameters; an
 * unlisted code is never retried: query first.
 */
export function payError(code: string): WireError<string> {
  return PAY_ERRORS.get(code) ?? unlistedError(code, "微信支付");
}

/** The HTTP status that carries a code: wechat-api.md §4.6. */
export const PAY_ERROR_STATUS: Readonly<Record<string, number>> = {
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  APPID_MCHID_NOT_MATCH: 400,
  MCH_NOT_EXISTS: 400,
  ORDER_CLOSED: 400,
  ORDERPAID: 400,
  ORDER_PAID: 400,
  SIGN_ERROR: 401,
  NO_AUTH: 403,
  NOT_ENOUGH: 403,
  RULE_LIMIT: 403,
  OUT_TRADE_NO_USED: 403,
  TRADE_ERROR: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  FREQUENCY_LIMITED: 429,
  FREQUENCY_LIMIT_EXCEED: 429,
  SYSTEM_ERROR: 500,
};

/** The number after the dash of `Request-ID`, which tells the case behind a code: wechat-api.md §4.6. */
export const PAY_REQUEST_ID_CAUSES: ReadonlyMap<number, string> = new Map([
  [268_512_771, "订单不存在"],
  [268_447_840, "调用过于频繁"],
  [268_435_461, "参数不合法"],
  [268_449_538, "订单已支付"],
  [268_498_689, "订单已支付"],
  [270_924_358, "请求含有接口未定义的字段"],
  [268_443_715, "商户号已被停用"],
  [268_447_843, "商户号与订单不一致"],
  [268_447_914, "订单已过期"],
  [268_448_010, "商户收款受限"],
  [268_443_699, "签名错误"],
  [268_501_013, "缺少 openid"],
  [268_498_688, "同一单号重复下单但参数不同"],
  [268_445_527, "appid 与商户号不匹配"],
  [268_435_464, "取值超出范围"],
]);
