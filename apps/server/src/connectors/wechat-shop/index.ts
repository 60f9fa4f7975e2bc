export { shopCallbacks } from "./callbacks/callbacks.ts";
export { shopExaminer } from "./doctor.ts";
export { shopSharerClaims } from "./sharers/claims.ts";
export { wechatShopWing } from "./wing.ts";
