import { assistantWing } from "../assistant/index.ts";
import { commerceWing } from "../commerce/index.ts";
import { communityWing } from "../community/index.ts";
import { devicesWing } from "../connectors/devices/index.ts";
import { exchangeWing } from "../connectors/exchange/index.ts";
import { filesWing, readUploadedRows } from "../connectors/files/index.ts";
import { chatCompletions } from "../connectors/language-model/index.ts";
import { messageServiceChannels, messageServicesWing } from "../connectors/message-services/index.ts";
import {
  miniProgramCallbacks,
  miniProgramCards,
  miniProgramChannels,
  miniProgramWing,
} from "../connectors/mini-program/index.ts";
import {
  officialAccountCallbacks,
  officialAccountWing,
  officialChannels,
} from "../connectors/official-account/index.ts";
import { tencentConversions } from "../connectors/tencent-ads/index.ts";
import { toolsWing } from "../connectors/tools/index.ts";
import { connectedVideoChannelWing } from "../connectors/video-channel/index.ts";
import { webhooksWing } from "../connectors/webhooks/index.ts";
import { wechatWing, weixinExaminer } from "../connectors/wechat/index.ts";
import {
  payExaminer,
  wechatCoupons,
  wechatPackets,
  wechatPayCallbacks,
  wechatPayments,
  wechatPayWing,
} from "../connectors/wechat-pay/index.ts";
import { shopCallbacks, shopExaminer, shopSharerClaims, wechatShopWing } from "../connectors/wechat-shop/index.ts";
import {
  inheritanceWing,
  wecomArrivals,
  wecomCallbacks,
  wecomCodeConnector,
  wecomExaminer,
  wecomFriendships,
  wecomOutboundChannels,
  wecomWing,
} from "../connectors/wecom/index.ts";
import { customersWing } from "../customers/index.ts";
import {
  adPlansWing,
  adSystemsWing,
  attributionWing,
  callFollowUpToDos,
  codesWing,
  contentFrontsWing,
  contentLinksWing,
  couponRemindersWing,
  drainageWing,
  friendAddingToDos,
  friendAddingWing,
  hubsWing,
  itemCodesWing,
  outboundWing,
  outsidePlatformsWing,
  partnersWing,
  phoneTouchesWing,
  plansWing,
  redPacketRelayWing,
  scanScenesWing,
  scanWantToDos,
  searchWordsWing,
  servicesWing,
  serviceToDos,
  touchpointsWing,
  touchWing,
  videoChannelWing,
  wechatMovesWing,
  workbenchWing,
} from "../engagement/index.ts";
import { eventsWing } from "../events/index.ts";
import { insightWing } from "../insight/index.ts";
import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { organizationWing } from "../organization/index.ts";
import { dataAssetsWing } from "./data-assets/wing.ts";
import { housekeepingWing } from "./housekeeping/wing.ts";
import { instanceWing } from "./instance/wing.ts";
import { jobsWing } from "./jobs/wing.ts";

/** Every wing, in the order of the data's flow. */
export function createWings(platform: Platform): Wing[] {
  const wings: Wing[] = [
    organizationWing(platform, [
      friendAddingToDos(platform, wecomFriendships),
      scanWantToDos(platform),
      serviceToDos(platform),
      callFollowUpToDos(platform),
    ]),
    customersWing(platform),
    eventsWing(platform),
    insightWing(platform),
    commerceWing(platform, wechatPayments(platform), wechatCoupons(platform), wechatPackets(platform)),
    codesWing(platform, wecomCodeConnector(platform)),
    adPlansWing(platform),
    adSystemsWing(platform, tencentConversions, (actor, fileId, most) =>
      readUploadedRows(platform, actor, fileId, most),
    ),
    touchpointsWing(platform),
    drainageWing(platform),
    contentLinksWing(),
    partnersWing(platform, wecomCodeConnector(platform)),
    couponRemindersWing(),
    redPacketRelayWing(),
    touchWing(platform),
    outboundWing(platform, [
      ...wecomOutboundChannels(platform),
      ...officialChannels(platform),
      ...miniProgramChannels(platform),
      ...messageServiceChannels(platform),
    ]),
    phoneTouchesWing(platform),
    messageServicesWing(platform),
    plansWing(platform, (actor, fileId, most) => readUploadedRows(platform, actor, fileId, most)),
    contentFrontsWing(platform),
    videoChannelWing(platform, (actor, fileId, most) => readUploadedRows(platform, actor, fileId, most)),
    outsidePlatformsWing(platform, (actor, fileId, most) => readUploadedRows(platform, actor, fileId, most)),
    scanScenesWing(platform),
    servicesWing(platform),
    searchWordsWing(platform),
    hubsWing(platform),
    attributionWing(platform, [shopSharerClaims]),
    itemCodesWing(platform),
    wechatMovesWing(platform, wecomArrivals),
    workbenchWing(platform, { friends: wecomArrivals, cards: miniProgramCards(platform) }),
    friendAddingWing(platform, wecomFriendships, (actor, fileId, most) =>
      readUploadedRows(platform, actor, fileId, most),
    ),
    communityWing(platform),
    assistantWing(platform, chatCompletions),
    filesWing(platform),
    webhooksWing(platform),
    exchangeWing(platform),
    toolsWing(platform),
    devicesWing(platform),
    wecomWing(platform),
    inheritanceWing(platform),
    officialAccountWing(platform),
    miniProgramWing(platform),
    wechatShopWing(platform),
    connectedVideoChannelWing(platform),
    wechatPayWing(platform),
    wechatWing(
      platform,
      [wecomCallbacks, officialAccountCallbacks, miniProgramCallbacks, shopCallbacks, wechatPayCallbacks(platform)],
      [wecomExaminer, weixinExaminer, shopExaminer, payExaminer],
    ),
    instanceWing(platform),
    dataAssetsWing(platform),
    housekeepingWing(),
  ];
  const jobs = wings.flatMap((wing) => wing.jobs ?? []);
  return [...wings, jobsWing(platform, jobs)];
}
