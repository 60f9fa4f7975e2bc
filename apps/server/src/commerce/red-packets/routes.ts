import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { createCampaign, grantByHand, pauseCampaign } from "./change-campaign.ts";
import { inviteKeyOf, recordInvite } from "./invites.ts";
import { takePackets } from "./pay-packet.ts";
import type { PacketPayer } from "./port.ts";
import { packetStates } from "./rules.ts";
import {
  campaignAnswer,
  campaignBody,
  grantBody,
  grantedAnswer,
  packetAnswer,
  presentCampaign,
  presentPacket,
  takeBody,
  takenAnswer,
} from "./schemas.ts";
import { findCampaign, listCampaigns, listPackets, packetFigures } from "./store.ts";

const tag = "red-packets";
const campaignParams = z.object({ redPacketCampaignId: z.uuid() });

/** 现金红包: campaigns with a budget, packets for members, and how mini programs hand them over. The money is the chain's. */
export function redPacketRoutes(platform: Platform, payer: PacketPayer): Route[] {
  const { db } = platform;
  const describe = async (id: string) =>
    presentCampaign(await findCampaign(db, { id }), (await packetFigures(db, [id]))(id));

  return [
    route({
      method: "POST",
      path: "/red-packet-campaigns",
      summary: "Set up a red packet campaign",
      tag,
      access: "red_packet.write",
      body: campaignBody,
      answer: campaignAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const draft = { ...body, startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt) };
        return describe(await db.transaction().execute((tx) => createCampaign(tx, platform, actor, draft)));
      },
    }),
    route({
      method: "GET",
      path: "/red-packet-campaigns",
      summary: "Red packet campaigns with what became of them, newest first",
      tag,
      access: "red_packet.read",
      query: pageQuery,
      answer: pageOf(campaignAnswer),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const rows = await listCampaigns(db, before === null ? null : Number(before), query.limit);
        const counted = await packetFigures(
          db,
          rows.map(({ id }) => id),
        );
        return toPage(
          rows,
          query.limit,
          ({ no }) => [no],
          (row) => presentCampaign(row, counted(row.id)),
        );
      },
    }),
    route({
      method: "POST",
      path: "/red-packet-campaigns/:redPacketCampaignId/pause",
      summary: "Stop or resume giving packets",
      tag,
      access: "red_packet.write",
      params: campaignParams,
      body: z.object({ paused: z.boolean(), version: z.int().min(1) }),
      answer: campaignAnswer,
      handle: async ({ actor, params: { redPacketCampaignId }, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => pauseCampaign(tx, actor, redPacketCampaignId, body));
        return describe(redPacketCampaignId);
      },
    }),
    route({
      method: "POST",
      path: "/red-packet-campaigns/:redPacketCampaignId/grants",
      summary: "Give a packet to each of some members, within budget and limits",
      tag,
      access: "red_packet.write",
      params: campaignParams,
      body: grantBody,
      answer: grantedAnswer,
      status: 201,
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        return db.transaction().execute((tx) => grantByHand(platform, tx, actor, params.redPacketCampaignId, body));
      },
    }),
    route({
      method: "GET",
      path: "/red-packet-campaigns/:redPacketCampaignId/packets",
      summary: "Packets of a campaign, newest first",
      tag,
      access: "red_packet.read",
      params: campaignParams,
      query: pageQuery.extend({ state: z.enum(packetStates).optional() }),
      answer: pageOf(packetAnswer),
      handle: async ({ actor, params, query }) => {
        const { id } = await findCampaign(db, { id: params.redPacketCampaignId });
        const filter = { campaignId: id, state: query.state };
        const rows = await listPackets(db, actor, filter, afterId(query.cursor), query.limit);
        return toPage(rows, query.limit, (row) => [row.id], presentPacket);
      },
    }),
    route({
      method: "POST",
      path: "/red-packets/claims",
      summary: "Somebody comes for the packets they were given; what opens WeChat's 收款",
      tag,
      access: "red_packet.claim",
      secret: true,
      body: takeBody,
      answer: takenAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const { campaign, memberNo, packets } = await takePackets(platform, payer, body);
        return { inviteKey: inviteKeyOf(platform, campaign.id, memberNo), packets: [...packets] };
      },
    }),
    route({
      method: "POST",
      path: "/red-packets/invites",
      summary: "Somebody opens the relay by a friend's card",
      tag,
      access: "red_packet.claim",
      body: takeBody.extend({ inviteKey: z.string().min(1).max(512) }),
      answer: z.object({ isNew: z.boolean() }),
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return recordInvite(platform, body);
      },
    }),
  ];
}

function afterId(cursor: string | undefined): string | null {
  const id = decodeCursor(cursor, 1)?.[0] ?? null;
  if (id !== null && !z.uuid().safeParse(id).success)
    throw invalid([{ path: "cursor", message: "不是有效的翻页标记" }]);
  return id === null ? null : String(id);
}
