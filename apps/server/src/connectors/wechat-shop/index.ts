export { shopCallbacks } from "./callbacks/callbacks.ts";
export { wechatShopWing } from "./wing.ts";
