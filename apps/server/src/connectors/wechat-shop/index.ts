export { shopCallbacks } from "./callbacks/callbacks.ts";
export { shopExaminer } from "./doctor.ts";
export { wechatShopWing } from "./wing.ts";
