import { z } from "zod";
import { maskName } from "../../customers/index.ts";
import { noteAudienceUsed } from "../../insight/index.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { refuseAdOnly } from "../moments/check-post.ts";
import { addressOf, requireSomebody } from "./address.ts";
import type { OutboundChannel } from "./channel.ts";
import { composeRoutes } from "./compose-routes.ts";
import { createOutbound, isKnown } from "./create-outbound.ts";
import {
  deliveryQuery,
  deliverySchema,
  outboundBody,
  outboundListQuery,
  outboundParams,
  outboundSchema,
  senderSchema,
} from "./schemas.ts";
import { cancelOutbound, remindSenders, resolveUncertain } from "./steer.ts";
import {
  countOutcomes,
  countRefused,
  findOutbound,
  listDeliveries,
  listOutbound,
  listSenders,
  type Outbound,
  type OutboundCounts,
} from "./store.ts";

const tag = "outbound";

function present(outbound: Outbound, counts: readonly OutboundCounts[]): z.input<typeof outboundSchema> {
  const own = counts.filter((row) => row.outboundId === outbound.id);
  return {
    ...outbound,
    sendAt: outbound.sendAt.toISOString(),
    handedAt: outbound.handedAt?.toISOString() ?? null,
    createdAt: outbound.createdAt.toISOString(),
    settledAt: outbound.settledAt?.toISOString() ?? null,
    outcomes: Object.fromEntries(own.map(({ outcome, count }) => [outcome, count])),
  };
}

/** What was handed to WeChat's platforms and what came of it (CH-07, CH-19, CH-22, CH-23). */
export function outboundRoutes(platform: Platform, channels: readonly OutboundChannel[]): Route[] {
  const { db } = platform;
  const channelOf = (name: string) => channels.find((known) => known.name === name);
  const required = async (id: string) => {
    const outbound = await findOutbound(db, id);
    if (!outbound) throw notFound("这条外发消息");
    return outbound;
  };
  const shown = async (id: string) => {
    const outbound = await required(id);
    return present(outbound, await countOutcomes(db, [outbound.id]));
  };

  const namesOf = async ({ channel, accountId }: Pick<Outbound, "channel" | "accountId">, keys: string[]) =>
    (keys.length > 0 && (await channelOf(channel)?.names?.(accountId, keys))) || new Map<string, string>();

  return [
    ...composeRoutes(platform, channelOf),
    route({
      method: "GET",
      path: "/outbound",
      summary: "Messages handed to WeChat's platforms, the newest first",
      tag,
      access: "outbound.read",
      query: outboundListQuery,
      answer: pageOf(outboundSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        requireWholeChain(actor);
        const key = decodeCursor(cursor, 2);
        const before = key ? ([String(key[0]), String(key[1])] as const) : null;
        const rows = await listOutbound(db, filter, { before, limit: limit + 1 });
        const counts = await countOutcomes(
          db,
          rows.map((row) => row.id),
        );
        return toPage(
          rows,
          limit,
          (row) => [row.createdAt.toISOString(), row.id],
          (row) => present(row, counts),
        );
      },
    }),
    route({
      method: "POST",
      path: "/outbound",
      summary: "Hand a message over, once per business key",
      tag,
      access: "outbound.write",
      body: outboundBody,
      status: 202,
      answer: z.object({
        ids: z.array(z.uuid()).describe("Empty: the business key was handed over before"),
        withoutAddress: z.number().int(),
        refused: z.number().int().describe("Members whom the touch policy keeps it from"),
      }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const channel = channelOf(body.channel);
        if (!channel) throw invalid([{ path: "channel", message: "没有接入这个渠道" }]);
        await channel.check?.(body.accountId, body.content);
        const addressed = await addressOf(platform, channel, body);
        requireSomebody(channel, body, addressed);
        const ids = await db.transaction().execute(async (tx) => {
          if (channel.name === "wecom_moment" && !(await isKnown(tx, body.businessKey)))
            await refuseAdOnly(platform, tx, body.accountId, body.content);
          const made = await createOutbound(platform, tx, actor, channel, { ...body, ...addressed });
          const members = addressed.targets.length;
          if (body.audience?.audienceId !== undefined && made.length > 0)
            await noteAudienceUsed(tx, platform, actor, body.audience.audienceId, { title: body.title, members });
          return made;
        });
        return { ids, withoutAddress: addressed.withoutAddress.length, refused: await countRefused(db, ids) };
      },
    }),
    route({
      method: "GET",
      path: "/outbound/:outboundId",
      summary: "One message with its senders and outcomes",
      tag,
      access: "outbound.read",
      params: outboundParams,
      answer: outboundSchema.extend({ senders: z.array(senderSchema) }),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const message = await shown(params.outboundId);
        const senders = await listSenders(db, params.outboundId);
        const names = await namesOf(
          message,
          senders.map(({ senderKey }) => senderKey),
        );
        return {
          ...message,
          senders: senders.map(({ senderKey, confirmedAt, sent }) => ({
            senderKey,
            name: names.get(senderKey) ?? null,
            confirmedAt: confirmedAt?.toISOString() ?? null,
            sent,
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/outbound/:outboundId/deliveries",
      summary: "What came of a message, person by person",
      tag,
      access: "outbound.read",
      params: outboundParams,
      query: deliveryQuery,
      answer: pageOf(deliverySchema),
      handle: async ({ actor, params, query: { cursor, limit, outcome } }) => {
        requireWholeChain(actor);
        const message = await required(params.outboundId);
        const after = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listDeliveries(
          db,
          params.outboundId,
          { outcome },
          { after: after === null ? null : String(after), limit: limit + 1 },
        );
        const names = await namesOf(
          message,
          rows.filter(({ memberNo }) => memberNo === null).map(({ targetKey }) => targetKey),
        );
        return toPage(
          rows,
          limit,
          (row) => [row.targetKey],
          ({ nameSealed, ...row }) => ({
            ...row,
            name: nameSealed === null ? (names.get(row.targetKey) ?? null) : maskName(platform.cipher.open(nameSealed)),
            at: row.at?.toISOString() ?? null,
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/outbound/:outboundId/remind",
      summary: "Ask the senders who have not confirmed to do so",
      tag,
      access: "outbound.write",
      params: outboundParams,
      answer: outboundSchema,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const { channel } = await required(params.outboundId);
        await remindSenders(platform, actor, channelOf(channel), params.outboundId);
        return shown(params.outboundId);
      },
    }),
    route({
      method: "POST",
      path: "/outbound/:outboundId/cancel",
      summary: "Stop a message as far as it was not sent",
      tag,
      access: "outbound.write",
      params: outboundParams,
      answer: outboundSchema,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const { channel } = await required(params.outboundId);
        await cancelOutbound(platform, actor, channelOf(channel), params.outboundId);
        return shown(params.outboundId);
      },
    }),
    route({
      method: "POST",
      path: "/outbound/:outboundId/resolve",
      summary: "Say what became of a message that could not be traced",
      tag,
      access: "outbound.write",
      params: outboundParams,
      body: z.object({ sent: z.boolean() }),
      answer: outboundSchema,
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        await resolveUncertain(platform, actor, params.outboundId, body.sent);
        return shown(params.outboundId);
      },
    }),
  ];
}
