import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, loadUnit, seesWholeChain } from "../../organization/index.ts";
import { dropLink, openLink } from "../content-links/open-link.ts";
import { type ZoneState, zoneStates } from "./rules.ts";
import { linkColumns, loadSearchWord } from "./store.ts";

const instant = z.iso.datetime({ offset: true });

export const searchTargetSchema = z.discriminatedUnion("way", [
  z.object({
    way: z.literal("web"),
    url: z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000),
  }),
  z.object({
    way: z.literal("mini_program"),
    appId: z.string().trim().min(1).max(64),
    page: z.string().trim().min(1).max(256),
  }),
]);

export const searchWordBody = z.object({
  kind: z.enum(["brand_zone", "topic", "keyword"]),
  word: z.string().trim().min(1, "请填写词").max(40),
  unitId: z.uuid().nullable().default(null).describe("Headquarters unless said"),
  zoneClass: z.enum(["A", "B", "C"]).nullable().default(null).describe("Of a brand zone, as the platform granted it"),
  note: z.string().trim().max(200).default(""),
  liveTitle: z.string().trim().max(60).default(""),
  liveFrom: instant.nullable().default(null),
  liveUntil: instant.nullable().default(null),
});
export type SearchWordDraft = z.output<typeof searchWordBody>;

function problemsOf({ kind, zoneClass, liveFrom, liveUntil, word }: SearchWordDraft): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (kind === "brand_zone" && zoneClass === null)
    problems.push({ path: "zoneClass", message: "请选择平台给的专区级别" });
  if (kind !== "brand_zone" && (zoneClass !== null || liveFrom !== null))
    problems.push({ path: "kind", message: "只有品牌专区有级别和直播时间" });
  if ((liveFrom === null) !== (liveUntil === null))
    problems.push({ path: liveFrom === null ? "liveFrom" : "liveUntil", message: "直播的开始和结束要一起填" });
  else if (liveFrom !== null && liveUntil !== null && new Date(liveUntil) <= new Date(liveFrom))
    problems.push({ path: "liveUntil", message: "结束要晚于开始" });
  if (kind === "topic" && word.includes("#")) problems.push({ path: "word", message: "话题不用写 #" });
  return problems;
}

/** Enters a word or zone, or changes one. @throws Refusal `invalid_input`, `not_found`, `search_word_changed` */
export async function saveSearchWord(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: SearchWordDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<string> {
  if (at) await loadSearchWord(tx, actor, at.id);
  const problems = problemsOf(draft);
  if (problems.length > 0) throw invalid(problems);
  const unit =
    draft.unitId !== null
      ? await loadUnit(tx, actor, draft.unitId)
      : seesWholeChain(actor)
        ? await loadHeadquarters(tx)
        : null;
  if (unit === null) throw invalid([{ path: "unitId", message: "请选择属于哪个组织" }]);
  const { rows: taken } = await sql`
    select from search_word where kind = ${draft.kind} and word = ${draft.word} and archived_at is null
      and id is distinct from ${at?.id ?? null}::uuid`.execute(tx);
  if (taken.length > 0) throw invalid([{ path: "word", message: "已经登记过这个词" }]);
  const { rows } = at
    ? await sql<{ id: string }>`
        update search_word set kind = ${draft.kind}, word = ${draft.word}, org_unit_id = ${unit.id}, class = ${draft.zoneClass},
          note = ${draft.note}, live_title = ${draft.liveTitle}, live_from = ${draft.liveFrom}::timestamptz,
          live_until = ${draft.liveUntil}::timestamptz, version = version + 1
        where id = ${at.id} and version = ${at.version} returning id`.execute(tx)
    : await sql<{ id: string }>`
        insert into search_word (kind, word, org_unit_id, class, note, live_title, live_from, live_until, created_at, created_by)
        values (${draft.kind}, ${draft.word}, ${unit.id}, ${draft.zoneClass}, ${draft.note}, ${draft.liveTitle},
          ${draft.liveFrom}::timestamptz, ${draft.liveUntil}::timestamptz, ${platform.clock.now()}, ${actor.name}) returning id`.execute(
        tx,
      );
  const id = rows[0]?.id;
  if (!id) throw conflict("search_word_changed", "这一条刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: at ? "search_word.changed" : "search_word.created",
    subject: { kind: "search_word", id },
    orgPath: unit.path,
    detail: { ...draft },
  });
  return id;
}

/**
 * Says where a word leads, and opens its link; null takes it away. A brand zone may lead elsewhere while it takes reservations and while it is live.
 *
 * @throws Refusal `invalid_input` for a state that only zones have
 */
export async function leadSearchWord(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  state: ZoneState,
  target: z.output<typeof searchTargetSchema> | null,
): Promise<void> {
  const word = await loadSearchWord(tx, actor, id);
  if (state !== "plain" && word.kind !== "brand_zone")
    throw invalid([{ path: "state", message: "只有品牌专区能在预约和直播时指向别处" }]);
  const column = sql.ref(linkColumns[state]);
  await sql`update search_word set ${column} = null, version = version + 1 where id = ${id}`.execute(tx);
  const before = word.leads.find((lead) => lead.state === state);
  if (before) await dropLink(tx, platform, before.linkNo);
  if (target !== null) {
    const { no } = await openLink(tx, platform, actor, {
      name: state === "plain" ? `搜一搜 ${word.word}` : `搜一搜 ${word.word}（${zoneStates[state]}）`,
      target,
      unitId: word.unitId,
      channel: "official_account",
      material: "other",
      campaign: "搜一搜",
    });
    await sql`update search_word set ${column} = ${no} where id = ${id}`.execute(tx);
  }
  await audit(tx, actor, {
    action: "search_word.led",
    subject: { kind: "search_word", id },
    orgPath: word.path,
    detail: { state, target },
  });
}

/** Takes a word out of the register; what came through it stays on record. */
export async function archiveSearchWord(tx: Tx, platform: Platform, actor: Actor, id: string): Promise<void> {
  const word = await loadSearchWord(tx, actor, id);
  // The unique word is free again.
  await sql`
    update search_word set archived_at = ${platform.clock.now()}, word = word || ' ' || left(id::text, 8), version = version + 1
    where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "search_word.archived",
    subject: { kind: "search_word", id },
    orgPath: word.path,
    detail: { word: word.word },
  });
}
