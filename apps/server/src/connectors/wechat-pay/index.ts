export { wechatPayCallbacks } from "./callbacks.ts";
export { payExaminer } from "./doctor.ts";
export { wechatPayments } from "./provider.ts";
export { wechatPayWing } from "./wing.ts";
