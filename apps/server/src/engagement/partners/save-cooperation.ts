import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import { type Actor, requirePermission } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { pauseCodes } from "../codes/pause-code.ts";
import { topmostUnit } from "../touchpoints/save-touchpoint.ts";
import { describeFigures } from "./present.ts";
import { type Entry, readEntryText, type Term } from "./rules.ts";
import type {
  checkBody,
  cooperationStateBody,
  editCooperationBody,
  entriesBody,
  newCooperationBody,
  reviewBody,
} from "./schemas.ts";
import { type Cooperation, requireCooperation, requirePartner, type Tx } from "./store.ts";
import { cooperationKinds, cooperationStates } from "./vocabulary.ts";

const changed = () => conflict("cooperation_changed", "这次合作刚被其他人修改过，请刷新后再改");
const subject = (id: string) => ({ kind: "cooperation", id });

/** Enters a cooperation, planned. @throws Refusal `not_found`, `partner_archived` */
export async function createCooperation(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  { unitId, partnerId, terms, ...draft }: z.output<typeof newCooperationBody>,
): Promise<string> {
  const partner = await requirePartner(tx, actor, partnerId);
  if (partner.archivedAt) throw conflict("partner_archived", "这个品牌已停用，请先恢复它");
  const unit = await topmostUnit(tx, actor, unitId);
  const at = clock.now();
  const { rows } = await sql<{ id: string; no: number }>`
    insert into cooperation (partner_id, org_unit_id, kind, name, starts_on, ends_on, measure, note, created_at, created_by, state_at)
    values (${partnerId}, ${unit.id}, ${draft.kind}, ${draft.name}, ${draft.startsOn}, ${draft.endsOn}, ${draft.measure}, ${draft.note}, ${at},
      ${actor.name}, ${at}) returning id, no`.execute(tx);
  const { id, no } = rows[0] as { id: string; no: number };
  await writeTerms(tx, no, terms);
  await audit(tx, actor, {
    action: "cooperation.created",
    subject: subject(id),
    orgPath: unit.path,
    detail: { brand: partner.brand, ...draft, terms: terms.length },
  });
  return id;
}

/** @throws Refusal `not_found`, `cooperation_over`, `cooperation_changed` */
export async function editCooperation(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, terms, ...edit }: z.output<typeof editCooperationBody>,
): Promise<void> {
  const before = await requireOpen(tx, actor, id);
  const { rows } = await sql`
    update cooperation set name = ${edit.name}, starts_on = ${edit.startsOn}, ends_on = ${edit.endsOn}, measure = ${edit.measure},
      note = ${edit.note}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw changed();
  await writeTerms(tx, before.no, terms);
  const { name, startsOn, endsOn, measure, note } = before;
  await audit(tx, actor, {
    action: "cooperation.edited",
    subject: subject(id),
    orgPath: before.orgPath,
    detail: { before: { name, startsOn, endsOn, measure, note }, after: { ...edit, terms: terms.length } },
  });
}

async function writeTerms(tx: Tx, no: number, terms: readonly Term[]): Promise<void> {
  await sql`delete from cooperation_term where cooperation_no = ${no}`.execute(tx);
  await sql`insert into cooperation_term (cooperation_no, position, flow, measure, amount, says)
    select ${no}::int, position, t ->> 'flow', t ->> 'measure', (t ->> 'amount')::bigint, t ->> 'says'
    from jsonb_array_elements(${JSON.stringify(terms)}::jsonb) with ordinality n(t, position)`.execute(tx);
}

const nextStates = {
  planned: ["running", "cancelled"],
  running: ["ended"],
  ended: [],
  cancelled: [],
} as const satisfies Record<keyof typeof cooperationStates, readonly (keyof typeof cooperationStates)[]>;

/**
 * Starts, ends or cancels a cooperation. It starts once both sides' terms and a way to us stand; when it ends its codes and links may
 * rest along, ours and theirs.
 *
 * @throws Refusal `not_found`, `wrong_state`, `cooperation_changed`, `invalid_input`
 */
export async function changeCooperationState(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { to, version, restChannels }: z.output<typeof cooperationStateBody>,
): Promise<void> {
  const before = await requireCooperation(tx, actor, id);
  if (!(nextStates[before.state] as readonly string[]).includes(to))
    throw conflict(
      "wrong_state",
      `${cooperationStates[before.state]}的合作不能变成${cooperationStates[to]}`,
      "请刷新后再看",
    );
  if (to === "running") await requireReady(tx, before);
  const { rows } = await sql`
    update cooperation set state = ${to}, state_at = ${platform.clock.now()}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw changed();
  const rested = to !== "running" && restChannels ? await rest(tx, platform, actor, before.no) : 0;
  await audit(tx, actor, {
    action: "cooperation.state_changed",
    subject: subject(id),
    orgPath: before.orgPath,
    detail: { name: before.name, before: before.state, after: to, codes: rested },
  });
}

async function rest(tx: Tx, platform: Platform, actor: Actor, no: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select l.code_id as id from cooperation_channel k join content_link l on l.no = k.link_no
    where k.cooperation_no = ${no} and l.code_id is not null`.execute(tx);
  if (rows.length === 0) return 0;
  requirePermission(actor, "code.write");
  return pauseCodes(
    tx,
    platform,
    actor,
    rows.map((row) => row.id),
    true,
  );
}

async function requireReady(tx: Tx, { no }: Cooperation): Promise<void> {
  const { rows } = await sql<{ ours: boolean; theirs: boolean; ways: boolean }>`
    select exists (select from cooperation_term where cooperation_no = ${no} and flow = 'to_them') as ours,
      exists (select from cooperation_term where cooperation_no = ${no} and flow = 'to_us') as theirs,
      exists (select from cooperation_channel where cooperation_no = ${no} and flow = 'to_us')
        or exists (select from cooperation_coupon where cooperation_no = ${no}) as ways`.execute(tx);
  const found = rows[0];
  const problems = [
    ...(found?.ours && found.theirs ? [] : [{ path: "terms", message: "请写明双方各给什么、给多少，再开始" }]),
    ...(found?.ways
      ? []
      : [{ path: "channels", message: "请先生成我方链接、活码或挂一批券，否则来的人归不到这次合作" }]),
  ];
  if (problems.length > 0) throw invalid(problems, "这次合作还不能开始");
}

/** Ticks an item of the kind's checklist, or takes the tick away. @throws Refusal `not_found`, `invalid_input` */
export async function tickItem(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  { item, done }: z.output<typeof checkBody>,
): Promise<void> {
  const { no, kind, orgPath } = await requireCooperation(tx, actor, id);
  const known = cooperationKinds[kind].checks.find(({ code }) => code === item);
  if (!known) throw invalid([{ path: "item", message: "这类合作的清单里没有这一项" }]);
  await (done
    ? sql`insert into cooperation_check (cooperation_no, item, done_at, done_by) values (${no}, ${item}, ${clock.now()}, ${actor.name})
        on conflict do nothing`
    : sql`delete from cooperation_check where cooperation_no = ${no} and item = ${item}`
  ).execute(tx);
  await audit(tx, actor, {
    action: "cooperation.checked",
    subject: subject(id),
    orgPath,
    detail: { item: known.text, done },
  });
}

/** Records what either side tells of days; a day that was told is replaced. @throws Refusal `invalid_input` naming each line */
export async function recordEntries(
  tx: Tx,
  { clock, config }: Platform,
  actor: Actor,
  id: string,
  { toldBy, teller, lines, csv }: z.output<typeof entriesBody>,
): Promise<number> {
  const { no, orgPath, state, startsOn } = await requireCooperation(tx, actor, id);
  if (state === "cancelled") throw conflict("cooperation_over", "这次合作已取消，不能再填报");
  const at = clock.now();
  const entries: readonly Entry[] =
    csv === undefined ? (lines ?? []).map((line) => ({ ...line, toldBy })) : readEntryText(csv, toldBy);
  const path = csv === undefined ? "lines" : "csv";
  const keyOf = ({ day, flow, measure }: Entry) => `${day} ${flow} ${measure}`;
  const twice = entries.find((entry, index) => entries.findIndex((other) => keyOf(other) === keyOf(entry)) < index);
  if (twice) throw invalid([{ path, message: `${twice.day} 的同一指标写了两次，请合并为一行` }]);
  const today = dayIn(config.timeZone, at);
  const early = entries.find(({ day }) => day < startsOn);
  if (early) throw invalid([{ path, message: `${early.day} 早于合作开始日 ${startsOn}` }]);
  const late = entries.find(({ day }) => day > today);
  if (late) throw invalid([{ path, message: `${late.day} 还没有到` }]);
  await sql`
    insert into cooperation_entry (cooperation_no, flow, measure, told_by, day, amount, teller, recorded_at, recorded_by)
    select ${no}::int, flow, measure, "toldBy", day, amount, ${teller}, ${at}::timestamptz, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as n(flow text, measure text, "toldBy" text, day date, amount bigint)
    on conflict (cooperation_no, flow, measure, told_by, day) do update set amount = excluded.amount, teller = excluded.teller,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`.execute(tx);
  await audit(tx, actor, {
    action: "cooperation.entries_recorded",
    subject: subject(id),
    orgPath,
    detail: { toldBy, teller, lines: entries.length },
  });
  return entries.length;
}

/** 复盘: what was learnt, with the figures as they stand now; once. @throws Refusal `wrong_state`, `cooperation_changed` */
export async function reviewCooperation(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, verdict, review }: z.output<typeof reviewBody>,
): Promise<void> {
  const before = await requireCooperation(tx, actor, id);
  if (before.state !== "ended") throw conflict("wrong_state", "合作结束后才能复盘", "请先结束这次合作");
  if (before.verdict !== null) throw conflict("already_reviewed", "这次合作已经复盘，数据已定格");
  const frozen = await describeFigures(platform, tx, before);
  const { rows } = await sql`
    update cooperation set verdict = ${verdict}, review = ${review}, figures = ${JSON.stringify(frozen)}::jsonb,
      reviewed_at = ${platform.clock.now()}, reviewed_by = ${actor.name}, version = version + 1
    where id = ${id} and version = ${version} and verdict is null returning id`.execute(tx);
  if (rows.length === 0) throw changed();
  await audit(tx, actor, {
    action: "cooperation.reviewed",
    subject: subject(id),
    orgPath: before.orgPath,
    detail: { name: before.name, verdict },
  });
}

/** A cooperation that is planned or running. @throws Refusal `not_found`, `cooperation_over` */
export async function requireOpen(tx: Tx, actor: Actor, id: string): Promise<Cooperation> {
  const cooperation = await requireCooperation(tx, actor, id);
  if (cooperation.state === "ended" || cooperation.state === "cancelled")
    throw conflict("cooperation_over", `这次合作${cooperationStates[cooperation.state]}，不能再修改`);
  return cooperation;
}
