import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { findMember, membersInScope } from "../members/find-member.ts";
import { memberParams } from "../members/schemas.ts";
import { assignTags, removeTags } from "./assign-tags.ts";
import { tagFamilyNames } from "./families.ts";
import {
  archiveTag,
  createGroup,
  createTag,
  listGroups,
  loadTag,
  mergeTags,
  renameTag,
  requireTags,
  searchTags,
  type Tag,
  tagHistory,
} from "./library.ts";

const group = z.object({ id: z.uuid(), family: z.enum(tagFamilyNames), name: z.string(), tagCount: z.number().int() });

const tag = z.object({
  tagNo: z.number().int(),
  name: z.string(),
  groupId: z.uuid(),
  groupName: z.string(),
  family: z.enum(tagFamilyNames),
  madeByKind: z.enum(["company", "guide"]),
  kind: z.enum(["manual", "rule"]),
  memberCount: z.number().int(),
  createdAt: z.string(),
  createdBy: z.string(),
});

const name = z.string().trim().min(1).max(30);
const tagParams = z.object({ tagNo: z.coerce.number().int().min(1).max(2_147_483_647) });
const assignment = z.object({
  memberNos: z.array(z.number().int().min(1)).min(1).max(20_000),
  tagNos: z.array(z.number().int().min(1)).min(1).max(50),
});

function present({ createdAt, ...row }: Tag) {
  return { ...row, createdAt: createdAt.toISOString() };
}

export function tagRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const subject = (id: number | string) => ({ kind: "tag", id: String(id) });
  return [
    route({
      method: "GET",
      path: "/tag-groups",
      summary: "List tag groups",
      tag: "tags",
      access: "tag.read",
      answer: z.object({ items: z.array(group) }),
      handle: async () => ({ items: await listGroups(db) }),
    }),
    route({
      method: "POST",
      path: "/tag-groups",
      summary: "Create a tag group in one of the five families",
      tag: "tags",
      access: "tag.write",
      body: z.object({ family: z.enum(tagFamilyNames), name }),
      answer: group,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const made = await createGroup(tx, body);
          await audit(tx, actor, {
            action: "tag_group.created",
            subject: { kind: "tag_group", id: made.id },
            detail: body,
          });
          return made;
        }),
    }),
    route({
      method: "GET",
      path: "/tags",
      summary: "Search tags by name, pinyin or initials",
      tag: "tags",
      access: "tag.read",
      query: pageQuery.extend({
        q: z.string().trim().min(1).max(30).optional(),
        family: z.enum(tagFamilyNames).optional(),
        groupId: z.uuid().optional(),
      }),
      answer: pageOf(tag),
      handle: async ({ query: { cursor, limit, ...filter } }) => {
        const key = decodeCursor(cursor, 2);
        const rows = await searchTags(db, {
          ...filter,
          limit: limit + 1,
          after: key && { used: Number(key[0]), tagNo: Number(key[1]) },
        });
        return toPage(rows, limit, (row) => [row.memberCount, row.tagNo], present);
      },
    }),
    route({
      method: "POST",
      path: "/tags",
      summary: "Create a company tag",
      tag: "tags",
      access: "tag.write",
      body: z.object({ groupId: z.uuid(), name, kind: z.enum(["manual", "rule"]).default("manual") }),
      answer: tag,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const made = await createTag(tx, { ...body, madeByKind: "company", by: actor.name });
          await audit(tx, actor, { action: "tag.created", subject: subject(made.tagNo), detail: body });
          return present(made);
        }),
    }),
    route({
      method: "POST",
      path: "/guide-tags",
      summary: "Create a tag in the field, as a guide",
      tag: "tags",
      access: "tag.assign",
      body: z.object({ groupId: z.uuid(), name }),
      answer: tag,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const made = await createTag(tx, { ...body, madeByKind: "guide", by: actor.name });
          await audit(tx, actor, {
            action: "tag.created",
            subject: subject(made.tagNo),
            detail: { ...body, madeByKind: "guide" },
          });
          return present(made);
        }),
    }),
    route({
      method: "PATCH",
      path: "/tags/:tagNo",
      summary: "Rename a tag",
      tag: "tags",
      access: "tag.write",
      params: tagParams,
      body: z.object({ name }),
      answer: tag,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const before = await loadTag(tx, params.tagNo);
          const after = await renameTag(tx, params.tagNo, body.name);
          await audit(tx, actor, {
            action: "tag.renamed",
            subject: subject(params.tagNo),
            detail: { before: before.name, after: after.name },
          });
          return present(after);
        }),
    }),
    route({
      method: "DELETE",
      path: "/tags/:tagNo",
      summary: "Archive a tag",
      tag: "tags",
      access: "tag.write",
      params: tagParams,
      answer: z.null(),
      status: 204,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          await archiveTag(tx, params.tagNo);
          await audit(tx, actor, { action: "tag.archived", subject: subject(params.tagNo) });
          return null;
        }),
    }),
    route({
      method: "POST",
      path: "/tags/:tagNo/merge",
      summary: "Merge a tag into another",
      tag: "tags",
      access: "tag.write",
      params: tagParams,
      body: z.object({ intoTagNo: z.number().int().min(1) }),
      answer: tag,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const merged = await mergeTags(tx, params.tagNo, body.intoTagNo, actor.name);
          await audit(tx, actor, { action: "tag.merged", subject: subject(params.tagNo), detail: body });
          return present(merged);
        }),
    }),
    route({
      method: "POST",
      path: "/tag-assignments",
      summary: "Put tags on members; numbers outside the caller's scope are left out and counted",
      tag: "tags",
      access: "tag.assign",
      body: assignment,
      answer: z.object({ added: z.number().int(), skippedMembers: z.number().int() }),
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          await requireTags(tx, body.tagNos);
          const members = await membersInScope(tx, actor, body.memberNos);
          const pairs = members.flatMap((memberNo) =>
            body.tagNos.map((tagNo) => ({ originNo: memberNo, memberNo, tagNo })),
          );
          const added = await assignTags(tx, pairs, {
            source: body.memberNos.length > 1 ? "bulk" : "manual",
            by: actor.name,
          });
          await audit(tx, actor, {
            action: "tag.assigned",
            subject: subject(body.tagNos.join(",")),
            detail: { members: members.length, added },
          });
          return { added, skippedMembers: Math.max(0, new Set(body.memberNos).size - members.length) };
        }),
    }),
    route({
      method: "POST",
      path: "/tag-removals",
      summary: "Take tags off members",
      tag: "tags",
      access: "tag.assign",
      body: assignment,
      answer: z.object({ removed: z.number().int(), skippedMembers: z.number().int() }),
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const members = await membersInScope(tx, actor, body.memberNos);
          const pairs = members.flatMap((memberNo) => body.tagNos.map((tagNo) => ({ memberNo, tagNo })));
          const removed = await removeTags(tx, pairs, {
            source: body.memberNos.length > 1 ? "bulk" : "manual",
            by: actor.name,
          });
          await audit(tx, actor, {
            action: "tag.removed",
            subject: subject(body.tagNos.join(",")),
            detail: { members: members.length, removed },
          });
          return { removed, skippedMembers: Math.max(0, new Set(body.memberNos).size - members.length) };
        }),
    }),
    route({
      method: "GET",
      path: "/members/:memberNo/tag-history",
      summary: "Who put which tag on a member or took it off, and when",
      tag: "tags",
      access: "member.read",
      params: memberParams,
      answer: z.object({
        items: z.array(
          z.object({
            tagNo: z.number().int(),
            name: z.string(),
            action: z.enum(["set", "removed"]),
            source: z.string(),
            at: z.string(),
            by: z.string(),
          }),
        ),
      }),
      handle: async ({ actor, params }) => {
        const member = await findMember(db, actor, params.memberNo);
        const items = await tagHistory(db, member.memberNo);
        return { items: items.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) };
      },
    }),
  ];
}
