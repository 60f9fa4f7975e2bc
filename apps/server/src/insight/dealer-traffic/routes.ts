import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { criteria, listDealers, seesWholeChain } from "../../organization/index.ts";
import { memberRefs } from "../shared/people.ts";
import { assertPeriod } from "../shared/slice.ts";
import { allocate, losersFor, overrideAllocation } from "./allocate.ts";
import { reportDealers, settlementCsv } from "./report.ts";
import {
  allocateAnswer,
  allocateBody,
  allocationParams,
  allocationSchema,
  ledgerAnswer,
  ledgerQuery,
  overrideBody,
  periodQuery,
  reportAnswer,
  simulateAnswer,
  simulateBody,
} from "./schemas.ts";
import { simulate } from "./simulate.ts";
import { type Allocation, findAllocation, listAllocations } from "./store.ts";

const tag = "Traffic";
const decisions: Readonly<Record<string, string>> = {
  ...criteria,
  only_one: "只有一家合适",
  closest_of_equals: "条件相同取最近",
  by_hand: "人工改派",
};

/** Online traffic given to dealers: the decision, its ledger, what it brought, and "what if" (OR-10). */
export function dealerTrafficRoutes(platform: Platform): Route[] {
  const { db } = platform;

  async function present(
    actor: Actor,
    rows: readonly Allocation[],
  ): Promise<(row: Allocation) => z.input<typeof allocationSchema>> {
    const [refs, dealerNos] = await Promise.all([
      memberRefs(
        platform,
        actor,
        rows.map((row) => row.memberNo),
      ),
      seesWholeChain(actor)
        ? ("all" as const)
        : listDealers(db, actor).then((dealers) => new Set(dealers.map((dealer) => dealer.dealerNo))),
    ]);
    return ({ storePath: _path, ruleUnitId: _unit, ...row }) => ({
      ...row,
      memberName: refs.get(row.memberNo)?.name ?? null,
      service: row.service as z.input<typeof allocationSchema>["service"],
      decidedText: decisions[row.decidedBy] ?? row.decidedBy,
      losers: [...losersFor(row as Allocation, dealerNos)],
      allocatedAt: row.allocatedAt.toISOString(),
      protectedUntil: row.protectedUntil.toISOString(),
      attributedUntil: row.attributedUntil.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    });
  }

  async function one(actor: Actor, id: number): Promise<z.input<typeof allocationSchema>> {
    const allocation = await findAllocation(db, actor, id);
    if (allocation === null) throw notFound("这条分配记录");
    return (await present(actor, [allocation]))(allocation);
  }

  return [
    route({
      method: "POST",
      path: "/traffic/allocations",
      summary: "Give an online customer to a dealer's store; the same answer again while the customer is protected",
      tag,
      access: "traffic.allocate",
      body: allocateBody,
      answer: allocateAnswer,
      handle: async ({ actor, body: { latitude, longitude, ...body } }) => {
        const position = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined;
        const { id, repeated } = await db
          .transaction()
          .execute((tx) => allocate(tx, platform, actor, { ...body, position }));
        return { ...(await one(actor, id)), repeated };
      },
    }),
    route({
      method: "GET",
      path: "/traffic/allocations",
      summary: "The ledger of allocations to stores in scope, newest first, each with its explanation",
      tag,
      access: "metrics.read",
      query: ledgerQuery,
      answer: ledgerAnswer,
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0];
        const rows = await listAllocations(db, actor, filter, before == null ? null : Number(before), limit + 1);
        return toPage(rows, limit, (row) => [row.id], await present(actor, rows));
      },
    }),
    route({
      method: "POST",
      path: "/traffic/allocations/:allocationId/override",
      summary: "Give the customer to another dealer's store by hand, with a reason",
      tag,
      access: "traffic.write",
      params: allocationParams,
      body: overrideBody,
      answer: allocationSchema,
      handle: async ({ actor, params, body }) => {
        const id = await db
          .transaction()
          .execute((tx) => overrideAllocation(tx, platform, actor, params.allocationId, body));
        return one(actor, id);
      },
    }),
    route({
      method: "POST",
      path: "/traffic/simulations",
      summary: "Give out a past period's customers again by another rule or other terms; writes nothing",
      tag,
      access: "traffic.write",
      body: simulateBody,
      answer: simulateAnswer,
      handle: async ({ actor, body: { terms, ...body } }) => {
        assertPeriod(body.from, body.to, 400);
        return simulate(platform, actor, {
          ...body,
          terms: new Map(terms.map(({ dealerNo, ...fields }) => [dealerNo, fields])),
        });
      },
    }),
    route({
      method: "GET",
      path: "/traffic/report",
      summary: "Each dealer's customers, conversion, sales, and commission preview, against its fair share",
      tag,
      access: "metrics.read",
      query: periodQuery,
      answer: reportAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        return { dealers: await reportDealers(platform, actor, query) };
      },
    }),
    route({
      method: "GET",
      path: "/traffic/settlement.csv",
      summary: "The settlement preview per dealer, as CSV for Excel",
      tag,
      access: "metrics.read",
      query: periodQuery,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, query, reply }) => {
        assertPeriod(query.from, query.to);
        const csv = settlementCsv(await reportDealers(platform, actor, query), query);
        await db.transaction().execute((tx) =>
          audit(tx, actor, {
            action: "traffic.settlement_downloaded",
            subject: { kind: "traffic_allocation", id: `${query.from}/${query.to}` },
            detail: query,
          }),
        );
        await reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="settlement-${query.from}-${query.to}.csv"`)
          .send(csv);
        return "";
      },
    }),
  ];
}
