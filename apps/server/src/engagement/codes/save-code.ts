import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import { requireTags } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findShareCode, loadHeadquarters, loadUnit, seesWholeChain, unitCondition } from "../../organization/index.ts";
import type { CodeConnector } from "./port.ts";
import type { CodeDraft, editCodeBody } from "./schemas.ts";
import { type CodeRow, insertCode, loadCode, replaceTargets, type Tx, updateCode } from "./store.ts";

const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

/** Eight signs that nobody misreads: 10^11 addresses. */
export function newSlug(): string {
  return Array.from(randomBytes(8), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** Makes a code and has its ways laid on the platform. @throws Refusal `invalid_input`, `not_found` */
export async function createCode(
  tx: Tx,
  platform: Platform,
  connector: CodeConnector,
  actor: Actor,
  draft: CodeDraft,
): Promise<string> {
  const owner = await ownerOf(tx, actor, draft);
  const at = platform.clock.now();
  await check(tx, connector, actor, draft);
  const id = await insertCode(tx, { ...draft, slug: newSlug(), unitId: owner.id, at, by: actor.name });
  await replaceTargets(tx, id, withStore(draft, owner.id), at);
  await audit(tx, actor, {
    action: "live_code.created",
    subject: { kind: "live_code", id },
    orgPath: owner.path,
    detail: { after: { ...draft, guides: draft.guides.length } },
  });
  await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
  return id;
}

/** @throws Refusal `not_found`, `code_changed`, `code_archived`, `invalid_input` */
export async function editCode(
  tx: Tx,
  platform: Platform,
  connector: CodeConnector,
  actor: Actor,
  id: string,
  { version, ...edit }: z.output<typeof editCodeBody>,
): Promise<void> {
  const before = await loadCode(tx, actor, id);
  if (before.archivedAt) throw conflict("code_archived", "这个活码已停用，不能再修改");
  const draft: CodeDraft = { ...edit, kind: before.kind, unitId: before.unitId, storeNo: before.storeNo };
  await check(tx, connector, actor, draft);
  if (!(await updateCode(tx, id, edit, version)))
    throw conflict("code_changed", "这个活码刚被其他人修改过，请刷新后再改");
  await replaceTargets(tx, id, withStore(draft, before.unitId), platform.clock.now());
  // Its name and priority stand on the platform too.
  if (before.kind === "acquisition")
    await sql`update live_code_way set pushed = null, next_try_at = '-infinity' where code_id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "live_code.edited",
    subject: { kind: "live_code", id },
    orgPath: before.path,
    detail: { before: summary(before), after: { ...edit, guides: edit.guides.length } },
  });
  await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
}

/** Takes a code out of use: its address says so, and its ways leave the platform. What it brought stays on record. */
export async function archiveCode(tx: Tx, platform: Platform, actor: Actor, id: string): Promise<void> {
  const code = await loadCode(tx, actor, id);
  if (code.archivedAt) return;
  await sql`update live_code set archived_at = ${platform.clock.now()}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await sql`update live_code_way set unwanted = true, next_try_at = '-infinity' where code_id = ${id}`.execute(tx);
  await audit(tx, actor, { action: "live_code.archived", subject: { kind: "live_code", id }, orgPath: code.path });
  await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
}

const summary = ({ name, channel, material, campaign, entry, distribution, targetUrl }: CodeRow) => ({
  name,
  channel,
  material,
  campaign,
  entry,
  distribution,
  targetUrl,
});

/** A store's code is served by the store itself. */
const withStore = (draft: CodeDraft, unitId: string): CodeDraft =>
  draft.kind === "store" ? { ...draft, teamIds: [...new Set([unitId, ...draft.teamIds])] } : draft;

async function ownerOf(tx: Tx, actor: Actor, draft: CodeDraft): Promise<{ id: string; path: string }> {
  if (draft.storeNo !== null) {
    const { rows } = await sql<{ id: string; path: string }>`select u.id, u.path::text as path from org_unit u
      where u.no = ${draft.storeNo} and u.kind = 'store' and ${unitCondition(actor, "u.path")}`.execute(tx);
    if (!rows[0]) throw notFound("这家门店");
    return rows[0];
  }
  if (draft.kind === "store") throw invalid([{ path: "storeNo", message: "门店活码请选择门店" }]);
  if (draft.unitId !== null) return loadUnit(tx, actor, draft.unitId);
  if (seesWholeChain(actor)) return loadHeadquarters(tx);
  throw invalid([{ path: "unitId", message: "请选择这个活码属于哪个组织" }]);
}

async function check(tx: Tx, connector: CodeConnector, actor: Actor, draft: CodeDraft): Promise<void> {
  const problems: { path: string; message: string }[] = [];
  const chosen = draft.kind === "staff" || draft.kind === "acquisition";
  if (chosen && draft.guides.length === 0 && draft.teamIds.length === 0)
    problems.push({ path: "guides", message: "请至少选择一位接待员工，或选择整个部门" });
  if (chosen && draft.teamIds.length === 0 && draft.guides.every((guide) => guide.backup) && draft.guides.length > 0)
    problems.push({ path: "guides", message: "不能全部是备用员工，请至少保留一位正常接待的员工" });
  if (draft.kind === "acquisition" && draft.entry === "page")
    problems.push({ path: "entry", message: "获客链接只能共用一个：一位员工要有自己的链接时，请为他单独建一个" });
  if (draft.kind !== "acquisition" && draft.priority !== "none")
    problems.push({ path: "priority", message: "只有获客链接可以优先分给已有好友" });
  if (draft.kind === "group" && draft.roomKeys.length === 0)
    problems.push({ path: "roomKeys", message: "请至少选择一个客户群，群主在企业微信里建群后会出现在列表里" });
  if ((draft.kind === "link") !== (draft.targetUrl !== null))
    problems.push({
      path: "targetUrl",
      message: draft.kind === "link" ? "请填写要跳转到的网址" : "只有短链接需要填写网址",
    });
  if (problems.length > 0) throw invalid(problems);
  await requireTags(tx, draft.tagNos);
  for (const unitId of draft.teamIds) await loadUnit(tx, actor, unitId);
  if (draft.shareCode !== null) {
    const known = await findShareCode(tx, actor, draft.shareCode);
    if (!known || known.retiredAt) throw invalid([{ path: "shareCode", message: "没有找到这个分享码，或它已停用" }]);
  }
  await checkStaff(tx, actor, draft);
  await checkRooms(tx, connector, actor, draft.roomKeys);
}

async function checkStaff(tx: Tx, actor: Actor, { guides }: CodeDraft): Promise<void> {
  const ids = guides.map((guide) => guide.staffId);
  const { rows } = await sql<{ id: string }>`select n.id from unnest(${ids}::uuid[]) n(id) where not exists (
    select from staff s join staff_post p on p.staff_id = s.id join org_unit u on u.id = p.org_unit_id
    where s.id = n.id and s.status = 'active' and ${unitCondition(actor, "u.path")}) limit 1`.execute(tx);
  if (!rows[0]) return;
  const index = ids.indexOf(rows[0].id);
  throw invalid([{ path: `guides.${index}.staffId`, message: "这位员工不存在、已离职，或不在你的权限范围内" }]);
}

async function checkRooms(tx: Tx, connector: CodeConnector, actor: Actor, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rooms = new Map((await connector.rooms(tx, { keys })).map((room) => [room.key, room]));
  const storeNos = [...rooms.values()].flatMap(({ storeNo }) => storeNo ?? []);
  const { rows } = await sql<{
    no: number;
  }>`select u.no from org_unit u where u.no = any(${storeNos}::int[]) and ${unitCondition(actor, "u.path")}`.execute(
    tx,
  );
  const visible = new Set(rows.map((row) => row.no));
  const bad = keys.findIndex((key) => {
    const room = rooms.get(key);
    return !room || room.dismissed || !(seesWholeChain(actor) || (room.storeNo !== null && visible.has(room.storeNo)));
  });
  if (bad >= 0) throw invalid([{ path: `roomKeys.${bad}`, message: "这个群不存在、已解散，或不属于你的门店" }]);
}
