/** Why something sent to a callback address was not accepted, in the operator's words. */
export const callbackRefusals: Readonly<Record<string, string>> = {
  parameters_missing: "回调缺少签名参数",
  signature_wrong: "回调签名不符：请核对后台填写的 Token",
  cannot_decrypt: "回调解不开：请核对后台填写的 EncodingAESKey",
  receiver_wrong: "回调属于另一个企业或应用",
  clock_skew: "回调的时间与本机相差 5 分钟以上：请检查本机时钟；也可能有人重放旧通知",
  key_unknown: "通知用了本系统不认识的微信支付公钥或平台证书签名：请在账号设置里核对微信支付公钥",
  pay_key_wrong: "通知解不开：请核对 APIv3 密钥",
  probe: "微信支付的签名探测，按要求拒绝，无需处理",
  oversized: "回调内容过大",
  doctype: "回调内容不被接受",
  too_deep: "回调内容不被接受",
  malformed: "回调内容不是有效的 XML",
};
