import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { findMember, membersInScope } from "../members/find-member.ts";
import { memberParams, reasonSchema } from "../members/schemas.ts";
import type { Applied } from "./apply-partition.ts";
import { decideTie, mergeByHand } from "./decide-tie.ts";
import { explainMember, listReview, showIdentifiers, showTie } from "./explain-member.ts";
import { findByIdentifier } from "./find-by-identifier.ts";
import { identifierKindNames } from "./kinds.ts";
import { membersOfMerge, redoMerge, splitOff, undoMerge } from "./separate.ts";
import { findIdentifiers } from "./store.ts";

const tieStates = ["joined", "redundant", "refused", "ignored", "rejected"] as const;

const shownIdentifier = z.object({
  id: z.uuid(),
  kind: z.enum(identifierKindNames),
  label: z.string(),
  scope: z.string(),
  value: z.string().describe("Masked"),
  memberNo: z.number().int().nullable(),
  shared: z.boolean().describe("Used by several people: it joins nobody"),
  weak: z.boolean(),
  firstSeenAt: z.string(),
  source: z.string(),
});

const shownTie = z.object({
  a: z.uuid(),
  b: z.uuid(),
  state: z.enum(tieStates).describe("joined: holds the member together; redundant: the member holds without it"),
  reason: z.string().nullable().describe("limit:<kind>, size, separated, shared, person"),
  firstAt: z.string(),
  lastAt: z.string(),
  source: z.string(),
  storeName: z.string().nullable(),
  channel: z.string().nullable(),
  decision: z.enum(["approved", "rejected"]).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
});

const explanation = z.object({
  memberNo: z.number().int(),
  identifiers: z.array(shownIdentifier),
  ties: z.array(shownTie),
  changes: z.array(
    z.object({
      id: z.number().int(),
      at: z.string(),
      kind: z.enum(["merge", "split"]),
      cause: z.string(),
      actor: z.string(),
      memberNo: z.number().int(),
      otherNos: z.array(z.number().int()),
      ties: z.array(z.object({ a: z.uuid(), b: z.uuid() })),
      undone: z.boolean(),
    }),
  ),
});

const outcome = z.object({
  memberNos: z.array(z.number().int()).describe("The members that the identifiers concerned belong to now"),
});
const mergeParams = z.object({ mergeId: z.coerce.number().int().min(1) });

function outcomeOf(applied: Applied) {
  return {
    memberNos: [...new Set([...applied.memberOf.values()].flatMap((memberNo) => memberNo ?? []))].sort(
      (left, right) => left - right,
    ),
  };
}

/** Whoever decides about members must see all of them. */
async function requireInScope(
  tx: Tx,
  actor: Actor,
  memberNos: readonly (number | null)[],
  what = "这位客户",
): Promise<void> {
  const wanted = new Set(memberNos.flatMap((memberNo) => memberNo ?? []));
  for (const seen of await membersInScope(tx, actor, [...wanted])) wanted.delete(seen);
  if (wanted.size > 0) throw notFound(what);
}

export function identityRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const subject = (id: number | string) => ({ kind: "identity", id: String(id) });
  return [
    route({
      method: "POST",
      path: "/identity/lookup",
      summary: "Find the member who holds an identifier",
      tag: "identity",
      access: "member.read",
      body: z.object({
        kind: z.enum(identifierKindNames),
        scope: z.string().max(128).optional(),
        value: z.string().min(1).max(256),
      }),
      answer: z.object({ memberNo: z.number().int().nullable() }),
      handle: async ({ actor, body }) => {
        const memberNo = await findByIdentifier(db, platform, body.kind, body.scope, body.value);
        const seen = memberNo === null ? [] : await membersInScope(db, actor, [memberNo]);
        return { memberNo: seen[0] ?? null };
      },
    }),
    route({
      method: "GET",
      path: "/members/:memberNo/identity",
      summary: "Explain why a member is one person: identifiers, ties with their evidence, merges",
      tag: "identity",
      access: "member.read",
      params: memberParams,
      answer: explanation,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          const member = await findMember(tx, actor, params.memberNo);
          await audit(tx, actor, {
            action: "member.identity_read",
            subject: { kind: "member", id: String(member.memberNo) },
            orgPath: member.orgPath,
          });
          return explainMember(tx, platform, member.memberNo);
        }),
    }),
    route({
      method: "GET",
      path: "/identity/review",
      summary: "Ties that the rules refused and that wait for a person",
      tag: "identity",
      access: "identity.review",
      query: pageQuery.extend({ reason: z.string().max(64).optional() }),
      answer: pageOf(z.object({ tie: shownTie, identifiers: z.array(shownIdentifier) })),
      handle: async ({ actor, query }) => {
        const key = decodeCursor(query.cursor, 3);
        const before = key && { at: String(key[0]), a: String(key[1]), b: String(key[2]) };
        const rows = await listReview(db, { reason: query.reason, before, limit: query.limit + 1 }, (column) =>
          scopeCondition(actor, column),
        );
        const shown = await showIdentifiers(
          db,
          platform,
          rows.flatMap((row) => [row.a, row.b]),
        );
        return toPage(
          rows,
          query.limit,
          (row) => [row.firstAt.toISOString(), row.a, row.b],
          (row) => ({
            tie: showTie(row),
            identifiers: [row.a, row.b].flatMap((id) => shown.get(id) ?? []),
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/identity/decisions",
      summary: "Decide about a tie: one person (approve), wrong evidence (reject), two people (separate)",
      tag: "identity",
      access: "identity.review",
      body: z.object({
        a: z.uuid(),
        b: z.uuid(),
        decision: z.enum(["approve", "reject", "separate"]),
        note: reasonSchema,
      }),
      answer: outcome,
      handle: ({ actor, body: { a, b, decision, note } }) =>
        db.transaction().execute(async (tx) => {
          await requireInScope(
            tx,
            actor,
            [...(await findIdentifiers(tx, [a, b])).values()].map((row) => row.memberNo),
          );
          const applied = await decideTie(tx, platform, { a, b }, decision, { actor: actor.name, note });
          await audit(tx, actor, {
            action: "identity.decided",
            subject: subject(a < b ? `${a}|${b}` : `${b}|${a}`),
            detail: { decision, note },
          });
          return outcomeOf(applied);
        }),
    }),
    route({
      method: "POST",
      path: "/identity/merges",
      summary: "Merge two members by hand",
      tag: "identity",
      access: "identity.review",
      body: z.object({ memberNos: z.tuple([z.number().int(), z.number().int()]), note: reasonSchema }),
      answer: outcome,
      handle: ({ actor, body: { memberNos, note } }) =>
        db.transaction().execute(async (tx) => {
          const [one, other] = [await findMember(tx, actor, memberNos[0]), await findMember(tx, actor, memberNos[1])];
          const applied = await mergeByHand(tx, platform, [one.memberNo, other.memberNo], {
            actor: actor.name,
            note,
            at: clock.now(),
          });
          await audit(tx, actor, {
            action: "identity.merged",
            subject: subject(one.memberNo),
            orgPath: one.orgPath,
            detail: { memberNos, note },
          });
          return outcomeOf(applied);
        }),
    }),
    route({
      method: "POST",
      path: "/identity/merges/:mergeId/undo",
      summary: "Undo a merge: the members it joined are restored exactly, and stay apart",
      tag: "identity",
      access: "identity.review",
      params: mergeParams,
      body: z.object({ note: reasonSchema }),
      answer: outcome,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await requireInScope(tx, actor, await membersOfMerge(tx, params.mergeId), "这条合并记录");
          const applied = await undoMerge(tx, platform, params.mergeId, { actor: actor.name, note: body.note });
          await audit(tx, actor, { action: "identity.merge_undone", subject: subject(params.mergeId), detail: body });
          return outcomeOf(applied);
        }),
    }),
    route({
      method: "POST",
      path: "/identity/merges/:mergeId/redo",
      summary: "Take the undo of a merge back",
      tag: "identity",
      access: "identity.review",
      params: mergeParams,
      body: z.object({ note: reasonSchema }),
      answer: outcome,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await requireInScope(tx, actor, await membersOfMerge(tx, params.mergeId), "这条合并记录");
          const applied = await redoMerge(tx, platform, params.mergeId, { actor: actor.name, note: body.note });
          await audit(tx, actor, { action: "identity.merge_redone", subject: subject(params.mergeId), detail: body });
          return outcomeOf(applied);
        }),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/split",
      summary: "Take some identifiers of a member out into a member of their own",
      tag: "identity",
      access: "identity.review",
      params: memberParams,
      body: z.object({ identifierIds: z.array(z.uuid()).min(1).max(200), note: reasonSchema }),
      answer: outcome,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const member = await findMember(tx, actor, params.memberNo);
          const applied = await splitOff(tx, platform, member.memberNo, body.identifierIds, {
            actor: actor.name,
            note: body.note,
          });
          await audit(tx, actor, {
            action: "identity.split",
            subject: subject(member.memberNo),
            orgPath: member.orgPath,
            detail: body,
          });
          return outcomeOf(applied);
        }),
    }),
  ];
}
