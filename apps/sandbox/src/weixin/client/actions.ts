import type { Action } from "../../control/action.ts";
import { accountActions } from "./account-actions.ts";
import { miniProgramActions } from "./mini-program-actions.ts";
import { officialAccountActions } from "./official-account-actions.ts";
import { videoChannelActions } from "./video-channel-actions.ts";

/** What happens in WeChat itself and in mp.weixin.qq.com around official accounts and mini programs. */
export const weixinActions: readonly Action[] = [
  ...accountActions,
  ...officialAccountActions,
  ...miniProgramActions,
  ...videoChannelActions,
];
