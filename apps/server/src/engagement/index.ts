export { adPlansWing } from "./ad-plans/wing.ts";
export { refreshCodes } from "./codes/jobs.ts";
export type {
  AcquisitionPlatform,
  AcquisitionWish,
  CodeConnector,
  CodePlatform,
  ContactWayWish,
  GroupWayWish,
  PublishedWay,
  Room,
} from "./codes/port.ts";
export { welcomeOf } from "./codes/welcome.ts";
export { codesWing } from "./codes/wing.ts";
export type { Friendships } from "./friend-adding/port.ts";
export { friendAddingToDos } from "./friend-adding/to-dos.ts";
export { friendAddingWing } from "./friend-adding/wing.ts";
export { hubsWing } from "./hubs/wing.ts";
export {
  type Collected,
  type Handed,
  HandOverRefused,
  type OutboundChannel,
  type OutboundChannelName,
  type OutboundChoices,
  type OutboundTarget,
  type OutboundTask,
  type Result,
  type Search,
} from "./outbound/channel.ts";
export type { OutboundAttachment, OutboundContent } from "./outbound/content.ts";
export { createOutbound, type OutboundDraft } from "./outbound/create-outbound.ts";
export { recordOutcome } from "./outbound/record-outcome.ts";
export type { Outcome } from "./outbound/rules.ts";
export { outboundWing } from "./outbound/wing.ts";
export { workOffOutbound } from "./outbound/work-outbound.ts";
export type { ReadSheet } from "./plans/import-history.ts";
export { plansWing } from "./plans/wing.ts";
export type { Arrivals } from "./wechat-moves/port.ts";
export { wechatMovesWing } from "./wechat-moves/wing.ts";
