import { type Kysely, sql } from "kysely";
import { recordConsent } from "../../customers/index.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { PhoneChannel } from "./rules.ts";
import { phoneTouchSetting } from "./settings.ts";

export type BlockSource = "asked" | "complained" | "service" | "hand";
export const blockSources: Readonly<Record<BlockSource, string>> = {
  asked: "本人要求",
  complained: "投诉",
  service: "服务商黑名单",
  hand: "人工加入",
};

export interface Block {
  readonly numberKey: string;
  readonly channel: PhoneChannel;
  readonly source: BlockSource;
  readonly reason: string;
  readonly at: Date;
  /** Null = for good. */
  readonly until: Date | null;
  readonly by: string;
}

/** Leaves numbers alone from now on; whoever is left alone for longer stays so. Set-based. */
export async function blockNumbers(tx: Tx, blocks: readonly Block[]): Promise<number> {
  if (blocks.length === 0) return 0;
  const { rows } = await sql`
    insert into phone_block as b (number_key, channel, source, reason, at, until, by)
    select distinct on ("numberKey", channel) "numberKey", channel, source, reason, at, until, by
    from jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb)
      as n("numberKey" uuid, channel text, source text, reason text, at timestamptz, until timestamptz, by text)
    order by "numberKey", channel, until desc nulls first
    on conflict (number_key, channel) do update set source = excluded.source, reason = excluded.reason, at = excluded.at, until = excluded.until,
      by = excluded.by
    where b.until is not null and (excluded.until is null or excluded.until > b.until)
    returning number_key`.execute(tx);
  return rows.length;
}

/** Takes a number off the list again. @returns whether it was there */
export async function unblockNumber(tx: Tx, numberKey: string, channel: PhoneChannel): Promise<boolean> {
  const { rows } = await sql`
    delete from phone_block where number_key = ${numberKey} and channel = ${channel} returning number_key`.execute(tx);
  return rows.length > 0;
}

/** Members who hold a number. */
export async function holdersOf(
  db: Kysely<DB>,
  numberKey: string,
): Promise<{ readonly originNo: number; readonly memberNo: number }[]> {
  const { rows } = await sql<{ originNo: number; memberNo: number }>`
    select origin_no as "originNo", member_no as "memberNo" from identifier
    where value_index = ${numberKey} and kind = 'phone' and member_no is not null`.execute(db);
  return rows;
}

/** Somebody said no: consent for the channel is withdrawn for whoever holds the number, and the number is left alone for good. */
export async function stopFor(
  tx: Tx,
  said: { readonly numberKey: string; readonly channel: PhoneChannel; readonly at: Date; readonly how: string },
): Promise<void> {
  const holders = await holdersOf(tx, said.numberKey);
  await recordConsent(
    tx,
    holders.map((who) => ({
      ...who,
      purpose: "marketing" as const,
      channel: said.channel === "sms" ? ("sms" as const) : ("phone_call" as const),
      granted: false,
      at: said.at,
      source: said.channel,
      evidence: { how: said.how },
      by: "本人",
    })),
  );
  const { numberKey, channel, at } = said;
  await blockNumbers(tx, [{ numberKey, channel, source: "asked", reason: said.how, at, until: null, by: "本人" }]);
}

export interface Complaint {
  readonly numberKey: string;
  readonly channel: PhoneChannel;
  readonly outboundId: string | null;
  readonly templateId: string | null;
  readonly line: string;
  readonly at: Date;
}

/**
 * Writes a complaint down, once; a number that complained often enough, by whatever way, is left alone by both, and a template that draws too
 * many complaints pauses itself.
 *
 * @returns the template that paused itself, if one did
 */
export async function noteComplaint(tx: Tx, complaint: Complaint): Promise<{ readonly paused: string | null }> {
  const { numberKey, channel, outboundId, templateId, line, at } = complaint;
  const { rows } = await sql`
    insert into phone_complaint (number_key, channel, outbound_id, template_id, line, at)
    values (${numberKey}, ${channel}, ${outboundId}, ${templateId}, ${line}, ${at}) on conflict do nothing returning id`.execute(
    tx,
  );
  if (rows.length === 0) return { paused: null };
  const { value: settings } = await readSetting(tx, phoneTouchSetting);
  const { rows: counted } = await sql<{ many: boolean }>`
    select count(*) >= ${settings.complaintsToBlock} as many from phone_complaint
    where number_key = ${numberKey} and at > ${at}::timestamptz - make_interval(days => ${settings.complaintDays})`.execute(
    tx,
  );
  if (counted[0]?.many) {
    const until = new Date(at.getTime() + settings.blockDays * 86_400_000);
    const block = { numberKey, source: "complained" as const, reason: "投诉", at, until, by: "系统" };
    await blockNumbers(tx, [
      { ...block, channel: "sms" },
      { ...block, channel: "ai_call" },
    ]);
  }
  return { paused: templateId === null ? null : await pauseIfDisliked(tx, templateId, at) };
}

/** Pauses a template whose complaints among those it reached within 30 days pass the bound. @returns its name */
async function pauseIfDisliked(tx: Tx, templateId: string, at: Date): Promise<string | null> {
  const { value: settings } = await readSetting(tx, phoneTouchSetting);
  const { rows } = await sql<{ name: string }>`
    with figures as (
      select (select count(*) from phone_complaint c where c.template_id = ${templateId} and c.at > ${at}::timestamptz - interval '30 days') as complaints,
        (select count(*) from outbound o join outbound_delivery d on d.outbound_id = o.id and d.outcome in ('sent', 'delivered')
          where o.content -> 'template' ->> 'id' = ${templateId} and o.send_at > ${at}::timestamptz - interval '30 days') as reached)
    update phone_template t set paused_at = ${at}, version = version + 1,
      paused_why = '近 30 天触达 ' || f.reached || ' 人，投诉 ' || f.complaints || ' 次，超过每千人 ' || ${String(settings.pausePerThousand)} || ' 次'
    from figures f
    where t.id = ${templateId} and t.paused_at is null and f.reached >= ${settings.pauseLeast}
      and f.complaints * 1000.0 > f.reached * ${settings.pausePerThousand}::numeric
    returning t.name`.execute(tx);
  return rows[0]?.name ?? null;
}
