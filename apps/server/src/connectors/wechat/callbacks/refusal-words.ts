/** Why something sent to a callback address was not accepted, in the operator's words. */
export const callbackRefusals: Readonly<Record<string, string>> = {
  parameters_missing: "回调缺少签名参数",
  signature_wrong: "回调签名不符：请核对后台填写的 Token",
  cannot_decrypt: "回调解不开：请核对后台填写的 EncodingAESKey",
  receiver_wrong: "回调属于另一个企业或应用",
  oversized: "回调内容过大",
  doctype: "回调内容不被接受",
  too_deep: "回调内容不被接受",
  malformed: "回调内容不是有效的 XML",
};
