import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type EventGroup, eventGroups } from "../registry/event-type.ts";
import { eventTypes } from "../registry/registry.ts";
import { presentEntry } from "./present.ts";
import { listTimeline } from "./store.ts";

const entry = z.object({
  seq: z.number().int(),
  type: z.string(),
  label: z.string(),
  group: z.string().nullable(),
  groupLabel: z.string().nullable(),
  summary: z.string().describe("What happened beyond the label, in Chinese; may be empty"),
  interaction: z.boolean(),
  occurredAt: z.string(),
  receivedAt: z.string(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  channel: z.string().nullable(),
  channelLabel: z.string().nullable(),
});

const group = z.enum(Object.keys(eventGroups) as [EventGroup, ...EventGroup[]]);

export function timelineRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/timeline",
      summary: "Everything a member did on any front, the latest first",
      tag: "members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      query: pageQuery.extend({ group: group.optional().describe("Only events of this group") }),
      answer: pageOf(entry),
      handle: async ({ actor, params, query }) => {
        const { memberNo } = await findMember(platform.db, actor, params.memberNo);
        const types = query.group
          ? eventTypes.filter((type) => type.group === query.group).map((type) => type.name)
          : null;
        const rows = await listTimeline(platform.db, memberNo, types, decodeCursor(query.cursor, 2), query.limit + 1);
        return toPage(rows, query.limit, (row) => [row.occurredAt.toISOString(), row.seq], presentEntry);
      },
    }),
  ];
}
