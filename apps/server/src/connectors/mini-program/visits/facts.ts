import { sql } from "kysely";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import { invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { loadUnit, storeNosInScope } from "../../../organization/index.ts";

/** The part of the chain and the days that a report is about, `to` not included. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly stores: "all" | readonly number[];
}

const mostDays = 366;

/** @throws Refusal for a period that is empty or too long, or a unit out of scope */
export async function askedOf(
  platform: Platform,
  actor: Actor,
  { from, to, orgUnitId }: { readonly from: string; readonly to: string; readonly orgUnitId?: string | undefined },
): Promise<Asked> {
  if (from >= to) throw invalid([{ path: "to", message: "结束日期要晚于开始日期（不含结束当天）" }]);
  if (addDays(from, mostDays) < to) throw invalid([{ path: "from", message: "时间范围最长一年，请缩短" }]);
  if (orgUnitId === undefined) return { from, to, stores: await storeNosInScope(platform, actor) };
  const unit = await loadUnit(platform.db, actor, orgUnitId);
  if (unit.kind === "headquarters") return { from, to, stores: "all" };
  const { rows } = await sql<{ no: number }>`
    select no from org_unit where kind = 'store' and path <@ ${unit.path}::ltree order by no`.execute(platform.db);
  return { from, to, stores: rows.map(({ no }) => no) };
}

const list = (numbers: readonly number[]) => numbers.map((value) => Math.trunc(value)).join(",") || "0";

/** ClickHouse: rows whose `column` is one of the stores. */
export const ofStores = ({ stores }: Asked, column = "store_no") =>
  stores === "all" ? "1" : `${column} in (${list(stores)})`;

/** ClickHouse: rows of members who belong to the stores. */
export const ofMembers = ({ stores }: Asked) =>
  stores === "all" ? "1" : `member_no in (select member_no from member_fact final where store_no in (${list(stores)}))`;

const stamp = (at: Date) => at.toISOString().replace("T", " ").replace("Z", "");

/** Parameters `start`, `end` (not included) and `before`, the start with the hours for which openings still count. */
export function spanParams({ config: { timeZone } }: Platform, { from, to }: Asked, orderHours: number) {
  const start = instantOf(timeZone, from);
  return {
    start: stamp(start),
    end: stamp(instantOf(timeZone, to)),
    before: stamp(new Date(start.getTime() - orderHours * 3_600_000)),
    hours: orderHours,
  };
}

export const within = (since: "start" | "before" = "start") =>
  `occurred_at >= {${since}:DateTime64(3,'UTC')} and occurred_at < {end:DateTime64(3,'UTC')}`;

/** What an opening holds, taken out of its JSON in one reading. */
const openedProperties =
  "Tuple(appId String, scene UInt32, mark String, shareKey String, fromAppId String, isFirst Bool, isNewMember Bool, sharerOrigin UInt64, sharerStaffNo UInt64)";

/** ClickHouse: openings since `since` with what launched them. */
export const openings = (since: "start" | "before", condition: string) => `
  select member_no, occurred_at, opened.appId as app, opened.scene as scene, opened.mark as mark, opened.shareKey as share,
    opened.fromAppId as from_app, opened.isFirst as is_first, opened.isNewMember as is_new_member, opened.sharerOrigin as sharer_origin,
    opened.sharerStaffNo as sharer_staff
  from (
    select member_no, occurred_at, JSONExtract(properties, '${openedProperties}') as opened
    from member_event where type = 'mini_program.opened' and ${within(since)} and ${condition})`;

/**
 * ClickHouse: orders of mini programs in the period, each with the latest row of `visits` before it, if that lies within the hours;
 * so every order counts once. Only what buyers visited is joined. `columns` are the texts of `visits` that are asked for: '' where there was no visit.
 */
export function ordersAfter(visits: string, columns: readonly string[], condition: string): string {
  const near = "v.occurred_at >= o.paid_at - toIntervalHour({hours:UInt32})";
  const asked = columns.map((column) => `ifNull(if(${near}, v.${column}, null), '') as ${column}`);
  const bought = `channel = 'mini_program' and member_no > 0 and paid_at >= {start:DateTime64(3,'UTC')} and paid_at < {end:DateTime64(3,'UTC')}
            and ${condition}`;
  return `
    select o.order_id as order_id, o.member_no as member_no, o.store_no as store_no, o.amount_li as amount_li, ${asked.join(", ")}
    from (select order_id, member_no, store_no, paid_at, amount_li from purchase
          where ${bought}) o
    asof left join (select * from (${visits}) where member_no in (select member_no from purchase where ${bought})) v on v.member_no = o.member_no and v.occurred_at <= o.paid_at`;
}
