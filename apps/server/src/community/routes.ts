import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../kernel/audit/audit.ts";
import { notFound } from "../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../kernel/http/cursor.ts";
import { type Route, route } from "../kernel/http/route.ts";
import type { Platform } from "../kernel/platform.ts";
import { changeSettingRoute, readSettingRoute, scopeCondition } from "../organization/index.ts";
import { createActivity, endActivity, handOver } from "./activities/run-activity.ts";
import {
  activityBody,
  activityDetailSchema,
  activityParams,
  activitySchema,
  entriesAnswer,
  entriesBody,
} from "./activities/schemas.ts";
import { describeActivity, listActivities, presentActivities, requireActivity } from "./activities/store.ts";
import { takeEntries } from "./activities/take-entries.ts";
import { listGroups } from "./groups/list-groups.ts";
import { welcomeSetting } from "./posts/settings.ts";

const tag = "community";
const groupSchema = z.object({
  id: z.uuid(),
  chatKey: z.string(),
  name: z.string(),
  storeName: z.string().nullable(),
  ownerName: z.string().nullable(),
  ownerStatus: z.int().describe("0 normal, 1 owner left, 2 being handed over, 3 handed over"),
  customers: z.int(),
  joined: z.int().describe("In the last seven days"),
  gone: z.int().describe("In the last seven days"),
  running: z.int().describe("Activities that are on"),
  nearlyFull: z.boolean(),
});
const postSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["welcome", "opening", "reminder", "winners"]),
  chatKey: z.string(),
  groupName: z.string(),
  storeName: z.string().nullable(),
  text: z.string(),
  dueAt: z.iso.datetime(),
  staleAt: z.iso.datetime(),
});
const done = z.object({ done: z.literal(true) });

/** Customer groups, draws and sign-ins in them, and what helpers put into them (IN-14, CM-22). */
export function communityRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const welcome = { path: "/settings/group-welcome", tag };
  return [
    route({
      method: "GET",
      path: "/groups",
      summary: "Customer groups in scope with who came and went in seven days, largest first",
      tag,
      access: "community.read",
      query: pageQuery.extend({ search: z.string().trim().max(60).optional() }),
      answer: pageOf(groupSchema),
      handle: async ({ actor, query: { cursor, limit, search } }) => {
        const key = decodeCursor(cursor, 2);
        const after = key && { customers: Number(key[0]), id: z.uuid().parse(key[1]) };
        const rows = await listGroups(
          db,
          actor,
          clock.now(),
          { search: search || undefined },
          { after, limit: limit + 1 },
        );
        return toPage(
          rows,
          limit,
          (row) => [row.customers, row.id],
          (row) => row,
        );
      },
    }),
    route({
      method: "GET",
      path: "/group-activities",
      summary: "Draws and sign-ins of the caller's part of the chain, newest first",
      tag,
      access: "community.read",
      query: pageQuery,
      answer: pageOf(activitySchema),
      handle: async ({ actor, query: { cursor, limit } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listActivities(db, actor, before === null ? null : z.uuid().parse(before), limit + 1);
        const shown = await presentActivities(platform, rows);
        return toPage(
          shown,
          limit,
          (row) => [row.id],
          (row) => row,
        );
      },
    }),
    route({
      method: "POST",
      path: "/group-activities",
      summary: "Open a draw or a sign-in for groups; the texts that announce it wait for helpers and keepers",
      tag,
      access: "community.write",
      status: 201,
      body: activityBody,
      answer: activitySchema,
      handle: async ({ actor, body }) => {
        const id = await createActivity(platform, actor, body);
        const [shown] = await presentActivities(platform, [await requireActivity(db, actor, id)]);
        return shown as z.input<typeof activitySchema>;
      },
    }),
    route({
      method: "GET",
      path: "/group-activities/:groupActivityId",
      summary: "One activity: who took part by group, buyers after it, winners and the proof of the draw",
      tag,
      access: "community.read",
      params: activityParams,
      answer: activityDetailSchema,
      handle: async ({ actor, params }) =>
        describeActivity(platform, await requireActivity(db, actor, params.groupActivityId)),
    }),
    route({
      method: "POST",
      path: "/group-activities/:groupActivityId/end",
      summary: "End an activity early; a draw that was not made is called off",
      tag,
      access: "community.write",
      params: activityParams,
      body: z.object({ note: z.string().trim().min(2, "请写明原因").max(200) }),
      answer: done,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => endActivity(tx, platform, actor, params.groupActivityId, body.note));
        return { done: true as const };
      },
    }),
    route({
      method: "POST",
      path: "/group-activities/:groupActivityId/hand-over",
      summary: "A winner got the goods",
      tag,
      access: "community.write",
      params: activityParams,
      body: z.object({ originNo: z.int().min(1) }),
      answer: done,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => handOver(tx, platform, actor, params.groupActivityId, body.originNo));
        return { done: true as const };
      },
    }),
    route({
      method: "POST",
      path: "/group-activities/:groupActivityId/entries",
      summary:
        "Helpers tell who takes part: mini program, lottery assistant, sign-in helper; told again, nothing happens twice",
      tag,
      access: "community.report",
      params: activityParams,
      body: entriesBody,
      answer: entriesAnswer,
      handle: async ({ actor, params, body }) => ({
        items: await db
          .transaction()
          .execute((tx) => takeEntries(tx, platform, actor, params.groupActivityId, body.items)),
      }),
    }),
    route({
      method: "GET",
      path: "/group-posts",
      summary: "Texts that should stand in groups now and do not yet, oldest first: for helpers (RPA) and keepers",
      tag,
      access: "community.read",
      query: z.object({ chatKey: z.string().max(64).optional() }),
      answer: z.object({ items: z.array(postSchema) }),
      handle: async ({ actor, query: { chatKey } }) => {
        const { rows } = await sql<
          Omit<z.input<typeof postSchema>, "dueAt" | "staleAt"> & { dueAt: Date; staleAt: Date }
        >`
          select p.id, p.kind, g.chat_key as "chatKey", g.name as "groupName", u.name as "storeName", p.text, p.due_at as "dueAt", p.stale_at as "staleAt"
          from group_post p join customer_group g on g.id = p.group_id and g.dismissed_at is null left join org_unit u on u.no = g.store_no
          where p.done_at is null and p.due_at <= ${clock.now()} and p.stale_at > ${clock.now()} and ${scopeCondition(actor, "g.store_no")}
            and (${chatKey ?? null}::text is null or g.chat_key = ${chatKey ?? null}) order by p.due_at, p.id limit 200`.execute(
          db,
        );
        return {
          items: rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString(), staleAt: row.staleAt.toISOString() })),
        };
      },
    }),
    route({
      method: "POST",
      path: "/group-posts/:groupPostId/done",
      summary: "A text stands in its group",
      tag,
      access: "community.read",
      params: z.object({ groupPostId: z.uuid() }),
      answer: done,
      handle: async ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ name: string }>`
            update group_post p set done_at = coalesce(p.done_at, ${clock.now()}), done_by = coalesce(p.done_by, ${actor.name})
            from customer_group g where p.id = ${params.groupPostId} and g.id = p.group_id and ${scopeCondition(actor, "g.store_no")}
            returning g.name`.execute(tx);
          if (!rows[0]) throw notFound("这条待发送的群消息");
          await audit(tx, actor, {
            action: "group_post.done",
            subject: { kind: "group_post", id: params.groupPostId },
            detail: { group: rows[0].name },
          });
          return { done: true as const };
        }),
    }),
    readSettingRoute(platform, welcomeSetting, {
      ...welcome,
      summary: "How newcomers are greeted",
      access: "community.read",
    }),
    changeSettingRoute(platform, welcomeSetting, { ...welcome, summary: "Change it", access: "community.write" }),
  ];
}
