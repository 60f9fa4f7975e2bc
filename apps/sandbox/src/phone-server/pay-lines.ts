const HEADS: Readonly<Record<string, readonly [title: string, verb: string]>> = {
  payment: ["付款凭证", "付款"],
  refund: ["退款到账通知", "退款"],
  transfer: ["收款到账通知", "收款"],
};

const SENDER = "微信支付";

/** What 微信支付 writes of a payment, refund, transfer or coupon; undefined for other lines. */
export function payShape(msgtype: string, fields: Readonly<Record<string, unknown>>) {
  const { merchant, description, amount, to, code } = fields;
  if (msgtype === "coupon" && typeof code === "string")
    return {
      sender: SENDER,
      title: "收到一张商家券",
      text: [description, `商户 ${merchant}`, `券码 ${code}`].join("\n"),
    };
  if (msgtype === "coupon_reminder" && typeof code === "string")
    return {
      sender: SENDER,
      title: "商家券即将到期",
      text: [description, `商户 ${merchant}`, `券码 ${code}`].join("\n"),
    };
  if (msgtype === "voucher" && typeof amount === "number")
    return {
      sender: SENDER,
      title: "收到一张代金券",
      text: [`${(amount / 100).toFixed(2)} 元 ${description}`, `商户 ${merchant}`].join("\n"),
    };
  const head = HEADS[msgtype];
  if (!head || typeof amount !== "number") return undefined;
  const lines = [`${head[1]} ¥${(amount / 100).toFixed(2)}`, `商户 ${merchant}`, description, to && `退回到 ${to}`];
  return { sender: SENDER, title: head[0], text: lines.filter(Boolean).join("\n") };
}
