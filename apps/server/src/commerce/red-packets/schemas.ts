import { z } from "zod";
import { largestFen, packetReasons, packetStates, smallestFen } from "./rules.ts";
import type { Campaign, Packet, PacketFigures } from "./store.ts";

const packetFen = z.int().min(smallestFen, "一个红包至少 0.1 元").max(largestFen, "一个红包要小于 2000 元");
const time = z.iso.datetime({ offset: true });
const shown = z.iso.datetime();

export const campaignBody = z.object({
  name: z.string().trim().min(1).max(32).describe("活动名称: reported to WeChat Pay"),
  merchantId: z.uuid(),
  appId: z.string().min(1).max(32).describe("The mini program in which people take the money"),
  sceneId: z.string().min(1).max(36).default("1000").describe("转账场景: 1000 is 现金营销"),
  reward: z.string().trim().min(1).max(32).describe("奖励说明: reported to WeChat Pay"),
  remark: z.string().trim().min(1).max(32).describe("What the person reads"),
  minFen: packetFen,
  maxFen: packetFen,
  budgetFen: z.int().min(smallestFen).max(10_000_000_000),
  perPerson: z.int().min(1).max(1000),
  perPersonDay: z.int().min(1).max(1000),
  startsAt: time,
  endsAt: time,
  codeId: z.uuid().nullable().default(null).describe("Relay: the live code by which new friends come"),
  groupCodeId: z.uuid().nullable().default(null).describe("Relay: the live code by which they join the group"),
});

const figures = z.object({
  granted: z.int(),
  waiting: z.int().describe("Given and not taken yet"),
  paid: z.int(),
  paidFen: z.int(),
  lapsed: z.int().describe("Nobody took it; the money went back"),
  refused: z.int().describe("WeChat Pay said no; sent again when the person comes again"),
  people: z.int(),
  invited: z.int().describe("Packets for friends who were invited"),
});

export const campaignAnswer = z.object({
  id: z.uuid(),
  no: z.int(),
  name: z.string(),
  merchantId: z.uuid(),
  appId: z.string(),
  reward: z.string(),
  remark: z.string(),
  minFen: z.int(),
  maxFen: z.int(),
  budgetFen: z.int(),
  spentFen: z.int().describe("Paid, or given and not gone back"),
  perPerson: z.int(),
  perPersonDay: z.int(),
  startsAt: shown,
  endsAt: shown,
  codeId: z.uuid().nullable(),
  groupCodeId: z.uuid().nullable(),
  state: z.enum(["live", "paused"]),
  scene: z.string().describe("Scene of the mini program's code that leads to it"),
  version: z.int(),
  createdBy: z.string(),
  createdAt: shown,
  figures,
});

export const packetAnswer = z.object({
  id: z.uuid(),
  memberNo: z.int(),
  reason: z.enum(packetReasons),
  amountFen: z.int(),
  state: z.enum(packetStates),
  note: z.string().nullable(),
  billNo: z.string().nullable(),
  grantedAt: shown,
  paidAt: shown.nullable(),
});

export const grantBody = z.object({
  requestKey: z.string().trim().min(1).max(64).describe("Your own key: the same again gives nobody a second packet"),
  memberNos: z.array(z.int().positive()).min(1).max(1000),
});
export const grantedAnswer = z.object({
  granted: z.int(),
  known: z.int().describe("Given before, for the same"),
  denied: z.object({ closed: z.int(), person: z.int(), day: z.int(), budget: z.int() }),
});

export const takeBody = z.object({
  campaignNo: z.int().positive(),
  openid: z.string().min(1).max(64).describe("Under the campaign's app id"),
});
export const takenAnswer = z.object({
  inviteKey: z.string().describe("Put it into the card that the person shares: who comes by it was invited by them"),
  packets: z.array(
    z.object({
      id: z.uuid(),
      amountFen: z.int(),
      reason: z.enum(packetReasons),
      state: z.enum(packetStates),
      package: z.string().nullable().describe("For wx.requestMerchantTransfer; null: try again in a minute"),
    }),
  ),
});

export function presentCampaign(campaign: Campaign, counted: PacketFigures): z.input<typeof campaignAnswer> {
  return {
    ...campaign,
    scene: `packet=${campaign.no}`,
    startsAt: campaign.startsAt.toISOString(),
    endsAt: campaign.endsAt.toISOString(),
    createdAt: campaign.createdAt.toISOString(),
    figures: counted,
  };
}

export function presentPacket(packet: Packet): z.input<typeof packetAnswer> {
  const { openid: _openid, package: _package, ...shownPacket } = packet;
  return {
    ...shownPacket,
    grantedAt: packet.grantedAt.toISOString(),
    paidAt: packet.paidAt?.toISOString() ?? null,
  };
}
