export { wecomCallbacks } from "./callbacks/callbacks.ts";
export { wecomExaminer } from "./doctor/examine-wecom.ts";
export { type WecomApi, wecomApi } from "./wecom-api.ts";
