export { wecomCallbacks } from "./callbacks/callbacks.ts";
export { type WecomApi, wecomApi } from "./wecom-api.ts";
