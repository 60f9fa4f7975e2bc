import { sql } from "kysely";
import { z } from "zod";
import { ensureTags } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { decodePlace, encodePlace, nextChanges } from "./changes.ts";
import { noteRead, noteWrite } from "./journal.ts";
import { readRecords } from "./records.ts";
import {
  changesSchema,
  ensuredSchema,
  ensureTagsBody,
  memberWritesAnswer,
  memberWritesBody,
  tagSchema,
  tagWritesAnswer,
  tagWritesBody,
} from "./schemas.ts";
import { callingSystem, type ExchangeSystem } from "./systems.ts";
import { writeMembers } from "./write-members.ts";
import { writeTags } from "./write-tags.ts";

const bodyLimit = 8 * 1024 * 1024;

/** What a connected system calls with its own key (IN-10). */
export function exchangeRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const tag = "exchange";
  const asSystem = <Result>(actor: Actor, work: (tx: Tx, system: ExchangeSystem) => Promise<Result>) =>
    db.transaction().execute(async (tx) => work(tx, await callingSystem(tx, actor)));
  return [
    route({
      method: "GET",
      path: "/exchange/changes",
      summary: "Customers by cursor: everybody at first, then whoever changed in record or tags, but for your own tags",
      tag,
      access: "exchange.read",
      query: z.object({
        cursor: z
          .string()
          .max(512)
          .optional()
          .describe("`cursor` of the answer before; without it, from the beginning"),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
      answer: changesSchema,
      handle: ({ actor, query: { cursor, limit } }) =>
        asSystem(actor, async (tx, system) => {
          const changed = await nextChanges(tx, actor, system, decodePlace(cursor), limit);
          const { members, inTheClear } = await readRecords(platform, tx, actor, system, changed.memberNos);
          await noteRead(platform, tx, system.no, { members: members.length, place: cursor ?? null });
          if (inTheClear > 0)
            await audit(tx, actor, {
              action: "exchange.read_in_the_clear",
              subject: { kind: "exchange_system", id: system.id },
              detail: { members: inTheClear },
            });
          return { items: members, cursor: encodePlace(changed.place), more: changed.more };
        }),
    }),
    route({
      method: "GET",
      path: "/exchange/tags",
      summary: "The whole tag library, archived and merged tags too; dynamic ones are kept by rules",
      tag,
      access: "exchange.read",
      query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(1_000).default(500) }),
      answer: pageOf(tagSchema),
      handle: ({ actor, query: { cursor, limit } }) =>
        asSystem(actor, async (tx) => {
          const after = Number(decodeCursor(cursor, 1)?.[0] ?? 0);
          const { rows } = await sql<z.output<typeof tagSchema>>`
            select t.tag_no as "tagNo", t.name, g.name as "group", g.family, t.kind = 'rule' as dynamic, t.member_count as members,
              t.archived_at is not null as archived, t.merged_into as "mergedInto"
            from tag t join tag_group g on g.id = t.group_id where t.tag_no > ${after} order by t.tag_no limit ${limit + 1}`.execute(
            tx,
          );
          return toPage(
            rows,
            limit,
            ({ tagNo }) => [tagNo],
            (row) => row,
          );
        }),
    }),
    route({
      method: "POST",
      path: "/exchange/tags",
      summary: "Find tags by group and name, and make those that are missing",
      tag,
      access: "exchange.write",
      body: ensureTagsBody,
      answer: ensuredSchema,
      bodyLimit,
      handle: ({ actor, body }) =>
        asSystem(actor, async (tx, system) => {
          requireWholeChain(actor);
          const { made, tags } = await ensureTags(tx, body.tags, system.name);
          if (made > 0)
            await audit(tx, actor, {
              action: "exchange.tags_made",
              subject: { kind: "exchange_system", id: system.id },
              detail: { made },
            });
          return { made, tags: tags.map(({ kind, ...each }) => ({ ...each, dynamic: kind === "rule" })) };
        }),
    }),
    route({
      method: "POST",
      path: "/exchange/tag-writes",
      summary:
        "Put tags on customers and take them off in bulk; the same rows again change nothing, each refused row says why",
      tag,
      access: "exchange.write",
      body: tagWritesBody,
      answer: tagWritesAnswer,
      bodyLimit,
      handle: ({ actor, body }) =>
        asSystem(actor, async (tx, system) => {
          const rows = body.rows.map(({ at, ...row }) => ({ ...row, at: at === undefined ? undefined : new Date(at) }));
          const done = await writeTags(platform, tx, actor, system, rows);
          await noteWrite(platform, tx, system.no, done);
          await audit(tx, actor, {
            action: "exchange.tags_written",
            subject: { kind: "exchange_system", id: system.id },
            detail: { rows: rows.length, written: done.written, failed: done.failed.length },
          });
          return done;
        }),
    }),
    route({
      method: "POST",
      path: "/exchange/members",
      summary: "Create or update customers as you know them, and tie your own numbers to them",
      tag,
      access: "exchange.write",
      body: memberWritesBody,
      answer: memberWritesAnswer,
      bodyLimit,
      handle: ({ actor, body }) =>
        asSystem(actor, async (tx, system) => {
          const rows = body.rows.map((row) => ({ ...row, at: new Date(row.at), attributes: given(row.attributes) }));
          const done = await writeMembers(platform, tx, actor, system, rows);
          await noteWrite(platform, tx, system.no, {
            written: 0,
            unchanged: done.members.length - done.changed,
            superseded: 0,
            failed: done.failed,
          });
          await audit(tx, actor, {
            action: "exchange.members_written",
            subject: { kind: "exchange_system", id: system.id },
            detail: { rows: rows.length, changed: done.changed, failed: done.failed.length },
          });
          return done;
        }),
    }),
  ];
}

/** Without the attributes that were left out. */
function given<Name extends string>(
  attributes: Partial<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Partial<
    Record<Name, string>
  >;
}
