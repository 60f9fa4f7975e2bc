export { wechatPayCallbacks } from "./callbacks.ts";
export { wechatCoupons } from "./coupons.ts";
export { payExaminer } from "./doctor.ts";
export { wechatPackets } from "./packets.ts";
export { wechatPayments } from "./provider.ts";
export { wechatPayWing } from "./wing.ts";
