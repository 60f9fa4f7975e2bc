export { adPlansWing } from "./ad-plans/wing.ts";
export { splitState } from "./ad-systems/clicks.ts";
export type { AdAccess, ConversionReporter, ConversionTold, ToldOutcome } from "./ad-systems/port.ts";
export { adSystemsWing } from "./ad-systems/wing.ts";
export type { ClaimSource } from "./attribution/gather-claims.ts";
export { attributionWing } from "./attribution/wing.ts";
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
export { codeSetting } from "./codes/settings.ts";
export { toGcj02 } from "./codes/visit.ts";
export { welcomeOf } from "./codes/welcome.ts";
export { codesWing } from "./codes/wing.ts";
export { contentFrontsWing } from "./content-fronts/wing.ts";
export { type Days, type LinkFigures, linkFigures, linkWeeks, noLinkFigures } from "./content-links/figures.ts";
export { type ContentLink, dropLink, type LinkDraft, type LinkTarget, openLink } from "./content-links/open-link.ts";
export { takeContentTouches } from "./content-links/take-touches.ts";
export { contentLinksWing } from "./content-links/wing.ts";
export { remindCoupons } from "./coupon-reminders/remind-coupons.ts";
export { couponRemindersWing } from "./coupon-reminders/wing.ts";
export { drainageWing } from "./drainage/wing.ts";
export type { Friendships } from "./friend-adding/port.ts";
export { friendAddingToDos } from "./friend-adding/to-dos.ts";
export { friendAddingWing } from "./friend-adding/wing.ts";
export { hubsWing } from "./hubs/wing.ts";
export { itemCodesWing } from "./item-codes/wing.ts";
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
export { outsidePlatformsWing } from "./outside-platforms/wing.ts";
export { partnersWing } from "./partners/wing.ts";
export { callFollowUpToDos } from "./phone-touches/follow-ups.ts";
export {
  type Attempt,
  type PhoneMessage,
  phoneMessageOf,
  type Receipt,
  takeAttempts,
  takeObjection,
  takeReceipts,
  takeReply,
} from "./phone-touches/receive.ts";
export { type PhoneChannel, writeSms } from "./phone-touches/rules.ts";
export { phoneTouchSetting } from "./phone-touches/settings.ts";
export { listTemplates, templateOf } from "./phone-touches/templates.ts";
export { phoneTouchesWing } from "./phone-touches/wing.ts";
export type { ReadSheet } from "./plans/import-history.ts";
export { plansWing } from "./plans/wing.ts";
export { runRelays } from "./red-packet-relay/run-relays.ts";
export { redPacketRelayWing } from "./red-packet-relay/wing.ts";
export { scanWantToDos } from "./scan-scenes/to-dos.ts";
export { scanScenesWing } from "./scan-scenes/wing.ts";
export { searchWordsWing } from "./search-words/wing.ts";
export { serviceToDos } from "./services/to-dos.ts";
export { servicesWing } from "./services/wing.ts";
export { decideTouches, type TouchDecision, weighTouches } from "./touch/decide-touches.ts";
export { onBlockList } from "./touch/facts.ts";
export type { TouchKind } from "./touch/refusals.ts";
export { touchWing } from "./touch/wing.ts";
export { touchpointsWing } from "./touchpoints/wing.ts";
export { importWorks as importVideoWorks } from "./video-channel/import-works.ts";
export { videoChannelWing } from "./video-channel/wing.ts";
export type { Arrivals } from "./wechat-moves/port.ts";
export { wechatMovesWing } from "./wechat-moves/wing.ts";
export type { ShareCards } from "./workbench/port.ts";
export { workbenchWing } from "./workbench/wing.ts";
