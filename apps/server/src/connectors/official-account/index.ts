import type { CallbackDialect } from "../wechat/index.ts";
import { weixinDialect } from "../weixin/dialect.ts";
import { officialHandlers } from "./callbacks/handlers.ts";
import { passiveReply } from "./replies/answer.ts";

export { officialChannels } from "./messages/channels.ts";
export { officialAccountWing } from "./wing.ts";

/** An official account's callbacks and all that they lead to here. */
export const officialAccountCallbacks: CallbackDialect = weixinDialect(
  "official_account",
  officialHandlers,
  passiveReply,
);
