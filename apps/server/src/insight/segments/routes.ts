import type { z } from "zod";
import { abortedWith } from "../../kernel/http/aborted-with.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { memberRefs } from "../shared/people.ts";
import { memberRefSchema } from "../shared/schemas.ts";
import { sliceFor } from "../shared/slice.ts";
import { breakDown } from "./break-down.ts";
import { ruleCatalogue } from "./catalogue.ts";
import { archiveSegment, changeSegment, createSegment } from "./change-segment.ts";
import { countRules } from "./count-rules.ts";
import { listChanges } from "./list-changes.ts";
import { listRuleMembers } from "./list-members.ts";
import { overlapOf } from "./overlap.ts";
import { checkRule } from "./rule/check-rule.ts";
import { describeRule } from "./rule/describe-rule.ts";
import { type Named, namedIn } from "./rule/named.ts";
import { nodesOf, type Rule } from "./rule/rule.ts";
import {
  archiveBody,
  breakdownAnswer,
  breakdownBody,
  catalogueAnswer,
  changeSegmentBody,
  createSegmentBody,
  overlapAnswer,
  overlapBody,
  previewAnswer,
  previewBody,
  sampleAnswer,
  segmentDetailSchema,
  segmentMembersQuery,
  segmentParams,
  segmentQuery,
  segmentSchema,
} from "./schemas.ts";
import { listSegments, requireSegment, type Segment, sizesOf, usersOfSegment } from "./store.ts";

const tag = "Segments";

function present(segment: Segment, named: Named): z.input<typeof segmentSchema> {
  const { orgPath: _path, reckonedVersion: _version, reckonedRule, ...shown } = segment;
  return {
    ...shown,
    sentence: describeRule(segment.rule.root, named),
    createdAt: segment.createdAt.toISOString(),
    savedAt: segment.savedAt.toISOString(),
    archivedAt: segment.archivedAt?.toISOString() ?? null,
    reckonedAt: segment.reckonedAt?.toISOString() ?? null,
    upToDate: reckonedRule === segment.revision,
  };
}

async function presentOne(db: Db, segment: Segment) {
  return present(segment, await namedIn(db, [segment.rule.root]));
}

/** Checks a rule that is only asked about: nothing of other people's parts of the chain can be learnt by naming it. */
async function checked(platform: Platform, actor: Actor, rule: Rule): Promise<Named> {
  const named = await namedIn(platform.db, [rule]);
  checkRule(rule, named);
  for (const segment of named.segments.keys()) await requireSegment(platform.db, actor, segment);
  return named;
}

/** 人群包: rules over members, tried as they are written, kept, and reckoned anew. */
export function segmentRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/segments/catalogue",
      summary: "Everything that a rule can ask for, and rules to begin with",
      tag,
      access: "segment.read",
      answer: catalogueAnswer,
      handle: async () => ruleCatalogue(),
    }),
    route({
      method: "POST",
      path: "/segments/preview",
      summary: "How many members of the caller's scope a rule holds for now, and each of its conditions by itself",
      tag,
      access: "segment.read",
      body: previewBody,
      answer: previewAnswer,
      handle: async ({ actor, body, reply }) => {
        const { root } = body.rule;
        const named = await checked(platform, actor, root);
        const nodes = [...nodesOf(root)];
        const { everyone, members } = await countRules(
          platform,
          nodes.map(({ node }) => node),
          await sliceFor(platform, actor, body),
          { signal: abortedWith(reply) },
        );
        return {
          members: members[0] ?? 0,
          everyone,
          sentence: describeRule(root, named),
          conditions: nodes.map(({ path }, at) => ({ path, members: members[at] ?? 0 })),
        };
      },
    }),
    route({
      method: "POST",
      path: "/segments/breakdown",
      summary: "How the members that a rule holds for divide by store, tier, channel or another dimension",
      tag,
      access: "segment.read",
      body: breakdownBody,
      answer: breakdownAnswer,
      handle: async ({ actor, body }) => {
        await checked(platform, actor, body.rule.root);
        const slice = await sliceFor(platform, actor, body);
        return { parts: await breakDown(platform, body.rule.root, slice, body.by, body.limit) };
      },
    }),
    route({
      method: "POST",
      path: "/segments/sample",
      summary: "Ten members that a rule holds for, the newest first",
      tag,
      access: "member.read",
      body: previewBody,
      answer: sampleAnswer,
      handle: async ({ actor, body }) => {
        await checked(platform, actor, body.rule.root);
        const slice = await sliceFor(platform, actor, body);
        const found = await listRuleMembers(platform, body.rule.root, slice, { before: null, limit: 10 });
        return { items: [...(await memberRefs(platform, actor, found)).values()] };
      },
    }),
    route({
      method: "POST",
      path: "/segments/overlap",
      summary: "How two to five segments overlap in the caller's scope",
      tag,
      access: "segment.read",
      body: overlapBody,
      answer: overlapAnswer,
      handle: async ({ actor, body }) => {
        const segments = await Promise.all(
          [...new Set(body.segmentIds)].map((segment) => requireSegment(db, actor, segment)),
        );
        const ids = segments.map((segment) => segment.id);
        const { sizes, parts } = await overlapOf(platform, ids, await sliceFor(platform, actor, body));
        return {
          segments: segments.map(({ id, name }, at) => ({ id, name, members: sizes[at] ?? 0 })),
          parts: parts.map(({ of, members }) => ({ segmentIds: of.map((at) => ids[at] ?? ""), members })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/segments",
      summary: "Segments of the caller's part of the chain and of the units above it, last changed first",
      tag,
      access: "segment.read",
      query: segmentQuery,
      answer: pageOf(segmentSchema),
      handle: async ({ actor, query: { cursor, limit, search, archived } }) => {
        const key = decodeCursor(cursor, 2);
        const rows = await listSegments(db, actor, {
          search,
          archived: archived === "true",
          before: key && { savedAt: String(key[0]), id: String(key[1]) },
          limit,
        });
        const named = await namedIn(
          db,
          rows.map((row) => row.rule.root),
        );
        return toPage(
          rows,
          limit,
          (row) => [row.savedAt.toISOString(), row.id],
          (row) => present(row, named),
        );
      },
    }),
    route({
      method: "POST",
      path: "/segments",
      summary: "Keep a rule as a segment; it is reckoned at once and every hour",
      tag,
      access: "segment.write",
      status: 201,
      body: createSegmentBody,
      answer: segmentSchema,
      handle: async ({ actor, body }) => presentOne(db, await createSegment(platform, actor, body)),
    }),
    route({
      method: "GET",
      path: "/segments/:segmentId",
      summary: "One segment: its rule in words, its size over time, what uses it",
      tag,
      access: "segment.read",
      params: segmentParams,
      answer: segmentDetailSchema,
      handle: async ({ actor, params: { segmentId } }) => {
        const segment = await requireSegment(db, actor, segmentId);
        const [shown, sizes, usedBy] = await Promise.all([
          presentOne(db, segment),
          sizesOf(db, segmentId, 24 * 14),
          usersOfSegment(db, segmentId),
        ]);
        return { ...shown, sizes: sizes.map((size) => ({ ...size, at: size.at.toISOString() })), usedBy };
      },
    }),
    route({
      method: "PUT",
      path: "/segments/:segmentId",
      summary: "Change a segment; a changed rule is reckoned at once",
      tag,
      access: "segment.write",
      params: segmentParams,
      body: changeSegmentBody,
      answer: segmentSchema,
      handle: async ({ actor, params: { segmentId }, body }) =>
        presentOne(db, await changeSegment(platform, actor, segmentId, body)),
    }),
    route({
      method: "POST",
      path: "/segments/:segmentId/archive",
      summary: "Archive a segment that nothing refers to, or take it back",
      tag,
      access: "segment.write",
      params: segmentParams,
      body: archiveBody,
      answer: segmentSchema,
      handle: async ({ actor, params: { segmentId }, body }) =>
        presentOne(db, await archiveSegment(platform, actor, segmentId, body.archived)),
    }),
    route({
      method: "GET",
      path: "/segments/:segmentId/members",
      summary: "Members of a segment within the caller's scope, or who entered and left at the last reckoning",
      tag,
      access: "member.read",
      params: segmentParams,
      query: segmentMembersQuery,
      answer: pageOf(memberRefSchema),
      handle: async ({ actor, params: { segmentId }, query: { cursor, limit, change } }) => {
        const segment = await requireSegment(db, actor, segmentId);
        const slice = await sliceFor(platform, actor, {});
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const page = { before: before === null ? null : Number(before), limit: limit + 1 };
        const rule: Rule = { kind: "segment", segment: segmentId };
        const found =
          segment.reckonedVersion === 0
            ? []
            : change === "all"
              ? await listRuleMembers(platform, rule, slice, page)
              : await listChanges(platform, segmentId, change, slice, page);
        const refs = await memberRefs(platform, actor, found.slice(0, limit));
        return toPage(
          found,
          limit,
          (memberNo) => [memberNo],
          (memberNo) => refs.get(memberNo) as z.input<typeof memberRefSchema>,
        );
      },
    }),
  ];
}
