import { sql } from "kysely";
import { findMember, type ReportedIdentifier, resolveMembers } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import {
  type Candidate,
  chooseRule,
  decide,
  type Enquiry,
  findShareCode,
  listRules,
  loadCandidates,
  requireWholeChain,
  type TrafficRule,
  withArea,
} from "../../organization/index.ts";
import {
  type Allocation,
  endAllocation,
  findAllocation,
  findProtecting,
  insertAllocation,
  loadLoads,
} from "./store.ts";

export interface AllocationRequest {
  readonly memberNo?: number;
  readonly identifiers?: readonly ReportedIdentifier[];
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly areaCode?: string;
  readonly service?: Enquiry["service"];
  readonly shareCode?: string;
  readonly channel: string;
}

const day = 86_400_000;

/** One decision at a time over the chain, so that a cap holds however many ask at once. */
async function lockTraffic(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.traffic'))`.execute(tx);
}

async function memberOf(tx: Tx, platform: Platform, actor: Actor, request: AllocationRequest) {
  if (request.memberNo !== undefined) {
    const { memberNo, storeNo } = await findMember(tx, actor, request.memberNo);
    return { originNo: request.memberNo, memberNo, storeNo };
  }
  const fact = {
    identifiers: request.identifiers ?? [],
    occurredAt: platform.clock.now(),
    source: "traffic",
    channel: request.channel,
  };
  const [resolved] = await resolveMembers(tx, platform, [fact]);
  if (resolved?.memberNo == null || resolved.originNo == null)
    throw invalid([{ path: "identifiers", message: "没有可用的身份标识，请检查手机号、openid 等是否正确" }]);
  const { rows } = await sql<{
    storeNo: number | null;
  }>`select store_no as "storeNo" from member where member_no = ${resolved.memberNo}`.execute(tx);
  return { originNo: resolved.originNo, memberNo: resolved.memberNo, storeNo: rows[0]?.storeNo ?? null };
}

/**
 * Gives a customer of the online channels to a dealer's store, and notes why (OR-10). The same customer goes to the same dealer
 * while the allocation protects them: then it is returned again and nothing is written. For callers of the whole chain.
 *
 * @throws Refusal `no_dealer_fits` when no trading store of a dealer gives the service within reach
 */
export async function allocate(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  request: AllocationRequest,
): Promise<{ id: number; repeated: boolean }> {
  requireWholeChain(actor);
  const share = request.shareCode === undefined ? null : await findShareCode(tx, actor, request.shareCode);
  if (request.shareCode !== undefined && (share === null || share.retiredAt !== null))
    throw invalid([{ path: "shareCode", message: "没有这个分享码，或已停用" }]);
  const member = await memberOf(tx, platform, actor, request);
  await lockTraffic(tx);
  const now = platform.clock.now();
  const standing = await findProtecting(tx, member.memberNo, now);
  if (standing !== null) return { id: standing.id, repeated: true };

  const [candidates, rules] = await Promise.all([loadCandidates(tx), listRules(tx, actor)]);
  const enquiry = withArea(candidates, {
    position: request.position ?? null,
    areaCode: request.areaCode ?? null,
    service: request.service ?? null,
    sharedBy: share?.path ?? null,
    ownStoreNo: member.storeNo,
  });
  const chosen = chooseRule(rules, candidates, enquiry);
  const businessDay = dayIn(platform.config.timeZone, now);
  const verdict = decide(chosen.rule, candidates, enquiry, await loadLoads(tx, businessDay));
  if (verdict === null)
    throw conflict(
      "no_dealer_fits",
      "没有合适的经销商",
      "没有经销商的营业门店提供所需服务，或都超出最远距离、暂停接收",
    );
  const { winner } = verdict;
  const id = await insertAllocation(tx, {
    ...member,
    dealerNo: winner.dealerNo,
    storeNo: winner.storeNo,
    channel: request.channel,
    service: enquiry.service,
    areaCode: enquiry.areaCode,
    latitude: enquiry.position?.latitude ?? null,
    longitude: enquiry.position?.longitude ?? null,
    shareCode: share?.code ?? null,
    ownStoreNo: member.storeNo,
    decidedBy: verdict.decidedBy,
    losers: verdict.losers.slice(0, 20),
    metres: verdict.metres,
    ruleUnitId: chosen.unitId,
    ruleVersion: chosen.version,
    commissionBp: winner.terms.commissionBp,
    at: now,
    businessDay,
    ...periods(chosen.rule, now),
    replaces: null,
    reason: null,
    by: actor.name,
  });
  await audit(tx, actor, {
    action: "traffic.allocated",
    subject: { kind: "traffic_allocation", id: String(id) },
    orgPath: winner.path,
    detail: {
      memberNo: member.memberNo,
      dealer: winner.dealerName,
      store: winner.storeName,
      decidedBy: verdict.decidedBy,
    },
  });
  return { id, repeated: false };
}

function periods(rule: TrafficRule, at: Date) {
  return {
    protectedUntil: new Date(at.getTime() + rule.protectionDays * day),
    attributedUntil: new Date(at.getTime() + rule.attributionDays * day),
  };
}

/** Gives a customer to another dealer's store by hand, for a reason that stays in the ledger; both stores lie in the actor's scope. */
export async function overrideAllocation(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: number,
  to: { readonly storeNo: number; readonly reason: string },
): Promise<number> {
  await lockTraffic(tx);
  const before = await findAllocation(tx, actor, id);
  if (before === null) throw notFound("这条分配记录");
  if (before.endedAt !== null) throw conflict("already_replaced", "这条分配已被改派，请在新的一条上操作");
  const candidates = await loadCandidates(tx);
  const store = candidates.find((candidate) => candidate.storeNo === to.storeNo);
  if (store === undefined || !mayGive(actor, store)) throw notFound("经销商的营业门店");
  const now = platform.clock.now();
  await endAllocation(tx, id, now);
  const rules = await listRules(tx, actor);
  const enquiry = { position: null, areaCode: before.areaCode, service: null, sharedBy: null, ownStoreNo: null };
  const { rule, unitId, version } = chooseRule(rules, [store], { ...enquiry, position: store.position });
  const { rows } = await sql<{
    origin_no: number;
  }>`select origin_no from traffic_allocation where id = ${id}`.execute(tx);
  const next = await insertAllocation(tx, {
    originNo: rows[0]?.origin_no ?? before.memberNo,
    memberNo: before.memberNo,
    dealerNo: store.dealerNo,
    storeNo: store.storeNo,
    channel: before.channel,
    service: before.service,
    areaCode: before.areaCode,
    latitude: null,
    longitude: null,
    shareCode: before.shareCode,
    ownStoreNo: null,
    decidedBy: "by_hand",
    losers: [],
    metres: null,
    ruleUnitId: unitId,
    ruleVersion: version,
    commissionBp: store.terms.commissionBp,
    at: now,
    businessDay: dayIn(platform.config.timeZone, now),
    ...periods(rule, now),
    replaces: id,
    reason: to.reason,
    by: actor.name,
  });
  await audit(tx, actor, {
    action: "traffic.reallocated",
    subject: { kind: "traffic_allocation", id: String(next) },
    orgPath: store.path,
    detail: {
      memberNo: before.memberNo,
      reason: to.reason,
      before: { dealer: before.dealerName, store: before.storeName },
      after: { dealer: store.dealerName, store: store.storeName },
    },
  });
  return next;
}

function mayGive(actor: Actor, store: Candidate): boolean {
  return actor.scope.some((root) => store.path === root || store.path.startsWith(`${root}.`));
}

/** Whom an actor may read of among those who lost: a dealer learns nothing about the others. */
export function losersFor(allocation: Allocation, dealerNos: ReadonlySet<number> | "all"): Allocation["losers"] {
  return dealerNos === "all" ? allocation.losers : allocation.losers.filter((loser) => dealerNos.has(loser.dealerNo));
}
