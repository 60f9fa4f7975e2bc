import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { countRefusals, weighTouches } from "../touch/decide-touches.ts";
import { addressOf, requireSomebody } from "./address.ts";
import type { OutboundChannel, OutboundChoices } from "./channel.ts";
import { addresseesBody, choicesQuery, choicesSchema, reachSchema } from "./schemas.ts";

const tag = "outbound";
const nothing: OutboundChoices = { staff: [], groups: [], tags: [] };

/** What a person needs while writing a message: whom it may name, and how many it would reach. */
export function composeRoutes(platform: Platform, channelOf: (name: string) => OutboundChannel | undefined): Route[] {
  const required = (name: string): OutboundChannel => {
    const channel = channelOf(name);
    if (!channel) throw invalid([{ path: "channel", message: "没有接入这个渠道" }]);
    return channel;
  };
  return [
    route({
      method: "GET",
      path: "/outbound/choices",
      summary: "Accounts, staff, groups and tags that a message on the channel may name",
      tag,
      access: "outbound.write",
      query: choicesQuery,
      answer: choicesSchema,
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const channel = required(query.channel);
        const accounts = await channel.accounts();
        const account = query.accountId ?? accounts[0]?.id;
        const known = accounts.some(({ id }) => id === account);
        const choices = account && known ? await channel.choices?.(account) : undefined;
        const { staff, groups, tags } = choices ?? nothing;
        return { accounts: [...accounts], staff: [...staff], groups: [...groups], tags: [...tags] };
      },
    }),
    route({
      method: "POST",
      path: "/outbound/reach",
      summary: "How many a message would reach, and how many are left out and why; sends nothing",
      tag,
      access: "outbound.write",
      body: addresseesBody,
      answer: reachSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const channel = required(body.channel);
        const addressed = await addressOf(platform, channel, body);
        if (addressed.withoutAddress.length === 0) requireSomebody(channel, body, addressed);
        const { targets, withoutAddress } = addressed;
        const members = targets.flatMap(({ memberNo }) => memberNo ?? []);
        const touch = { channel: channel.name, kind: body.kind, priority: body.priority, at: platform.clock.now() };
        const { refused, sendAt } = await weighTouches(platform.db, platform, touch, members);
        const reachable = targets.length - refused.size;
        return {
          reachable,
          withoutAddress: withoutAddress.length,
          refused: refused.size,
          refusals: countRefusals(refused),
          sendAt: sendAt > touch.at ? sendAt.toISOString() : null,
          parts: Math.max(1, Math.ceil(reachable / channel.maxTargets)),
        };
      },
    }),
  ];
}
