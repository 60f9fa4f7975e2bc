export type { AccountSecrets, WechatAccount, WechatPlatform } from "./accounts/account.ts";
export { officialBaseUrls, platformNames, platforms } from "./accounts/account.ts";
export { isPrivateHost, newCallbackKeys } from "./accounts/rules.ts";
export { type AccountDraft, type AccountEdit, createAccount, updateAccount } from "./accounts/save-account.ts";
export { callbackPath } from "./accounts/schemas.ts";
export { findAccount, listAccounts, loadAccount, sendingAccounts } from "./accounts/store.ts";
export {
  type CallbackDialect,
  CallbackParked,
  CallbackRefused,
  type OpenedCallback,
  type StoredCallback,
} from "./callbacks/dialect.ts";
export { workOffCallbacks } from "./callbacks/work-callbacks.ts";
export { type ApiCall, type ApiDialect, callApi } from "./calls/call-api.ts";
export { recordRefusal } from "./calls/record-refusal.ts";
export { unanswered, WechatRefusal } from "./calls/refusal.ts";
export { weixinExaminer } from "./doctor/examine-weixin.ts";
export type { ExaminationOptions, Examiner, Finding } from "./doctor/finding.ts";
export { addressFinding, clockFinding } from "./doctor/network.ts";
export { probe } from "./doctor/probe.ts";
export { examineAccount } from "./doctor/run.ts";
export { type Issued, keepToken } from "./tokens/token-keeper.ts";
export { wechatWing } from "./wing.ts";
