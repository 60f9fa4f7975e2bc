import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { requireWholeChain } from "../scope/rules.ts";
import { loadUnit } from "../tree/store.ts";
import type { DealerTerms, TrafficRule } from "./criteria.ts";
import { deleteRule, findShareCode, listDealers, listRules, saveRule, saveTerms } from "./store.ts";

const stale = () => conflict("traffic_changed", "刚被其他人修改过，请刷新后再改");

/** Writes the rule of headquarters or of a region. Traffic is the chain's: only headquarters may. */
export async function setRule(
  tx: Tx,
  actor: Actor,
  unitId: string,
  rule: TrafficRule,
  expected: number,
  at: Date,
): Promise<void> {
  const unit = await loadUnit(tx, actor, unitId);
  requireWholeChain(actor);
  if (unit.kind !== "headquarters" && unit.kind !== "region")
    throw invalid([{ path: "unitId", message: "分配规则只能设在总部或区域" }]);
  const before = (await listRules(tx, actor)).find((each) => each.unitId === unitId);
  if (!(await saveRule(tx, unitId, rule, expected, actor.name, at))) throw stale();
  await audit(tx, actor, {
    action: "traffic_rule.saved",
    subject: { kind: "traffic_rule", id: unitId },
    orgPath: unit.path,
    detail: { name: unit.name, before: before && fieldsOf(before), after: rule },
  });
}

function fieldsOf({ criteria, bandMetres, maxMetres, protectionDays, attributionDays }: TrafficRule): TrafficRule {
  return { criteria, bandMetres, maxMetres, protectionDays, attributionDays };
}

/** Takes a region's rule away: the one above holds again. */
export async function removeRule(tx: Tx, actor: Actor, unitId: string): Promise<void> {
  const unit = await loadUnit(tx, actor, unitId);
  requireWholeChain(actor);
  if (!(await deleteRule(tx, unitId))) throw conflict("no_rule", `「${unit.name}」没有单独的分配规则`);
  await audit(tx, actor, {
    action: "traffic_rule.removed",
    subject: { kind: "traffic_rule", id: unitId },
    orgPath: unit.path,
    detail: { name: unit.name },
  });
}

/** Agrees terms with a dealer. Protected areas may not overlap: two dealers would compete there again. */
export async function setTerms(
  tx: Tx,
  actor: Actor,
  unitId: string,
  terms: DealerTerms,
  expected: number,
  at: Date,
): Promise<void> {
  const unit = await loadUnit(tx, actor, unitId, "dealer");
  requireWholeChain(actor);
  await sql`select pg_advisory_xact_lock(hashtext('feilun.dealer_terms'))`.execute(tx);
  const dealers = await listDealers(tx, actor);
  for (const other of dealers) {
    if (other.unitId === unitId) continue;
    const clash = terms.areaCodes.find((code) =>
      other.areaCodes.some((taken) => taken.startsWith(code) || code.startsWith(taken)),
    );
    if (clash !== undefined)
      throw invalid([{ path: "areaCodes", message: `${clash} 与「${other.name}」的保护区域重叠` }]);
  }
  const before = dealers.find((dealer) => dealer.unitId === unitId);
  if (!(await saveTerms(tx, unitId, terms, expected, actor.name, at))) throw stale();
  await audit(tx, actor, {
    action: "dealer_terms.saved",
    subject: { kind: "dealer_terms", id: unitId },
    orgPath: unit.path,
    detail: {
      name: unit.name,
      before: before && {
        accepts: before.accepts,
        areaCodes: before.areaCodes,
        radiusMetres: before.radiusMetres,
        dailyCap: before.dailyCap,
        weight: before.weight,
        commissionBp: before.commissionBp,
      },
      after: terms,
    },
  });
}

/** Makes a share code for a dealer or for one of a dealer's stores in scope (ID-13). */
export async function createShareCode(
  tx: Tx,
  actor: Actor,
  share: { readonly code: string; readonly name: string; readonly unitId: string },
  at: Date,
): Promise<void> {
  const unit = await loadUnit(tx, actor, share.unitId);
  const { rows } = await sql`select from org_unit where kind = 'dealer' and path @> ${unit.path}::ltree`.execute(tx);
  if (rows.length === 0) throw invalid([{ path: "unitId", message: "请选择经销商，或经销商的门店" }]);
  await refuseOn({ share_code_pkey: () => conflict("code_taken", "这个分享码已被使用，请换一个") }, () =>
    sql`insert into share_code (code, org_unit_id, name, created_at, created_by)
      values (${share.code}, ${unit.id}, ${share.name}, ${at}, ${actor.name})`.execute(tx),
  );
  await audit(tx, actor, {
    action: "share_code.created",
    subject: { kind: "share_code", id: share.code },
    orgPath: unit.path,
    detail: { after: { code: share.code, name: share.name, unit: unit.name } },
  });
}

/** A retired code brings nobody any more; what it brought stays. */
export async function retireShareCode(tx: Tx, actor: Actor, code: string, at: Date): Promise<void> {
  const share = await findShareCode(tx, actor, code);
  if (share === null) throw notFound("分享码");
  if (share.retiredAt !== null) return;
  await sql`update share_code set retired_at = ${at} where code = ${code}`.execute(tx);
  await audit(tx, actor, {
    action: "share_code.retired",
    subject: { kind: "share_code", id: code },
    orgPath: share.path,
    detail: { name: share.name },
  });
}
