import type { CallbackDialect } from "../wechat/index.ts";
import { weixinDialect } from "../weixin/dialect.ts";
import { recordChoices, recordSubscriptionResults } from "../weixin/grants.ts";

export { miniProgramByAppId } from "./account.ts";
export { miniProgramChannels } from "./channel.ts";
export { miniProgramCards } from "./shares/share-cards.ts";
export { findVisitor } from "./visits/find-visitor.ts";
export { miniProgramWing } from "./wing.ts";

/** A mini program's callbacks and all that they lead to here. */
export const miniProgramCallbacks: CallbackDialect = weixinDialect("mini_program", {
  subscribe_msg_popup_event: recordChoices,
  subscribe_msg_change_event: recordChoices,
  subscribe_msg_sent_event: recordSubscriptionResults,
});
