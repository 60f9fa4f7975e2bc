import { sql } from "kysely";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readMenu } from "../menus/menu.ts";
import type { MenuPlan } from "../menus/rules.ts";
import type { Purpose } from "./rules.ts";

/** What an account did for one purpose, and whom it reached. */
export interface PurposeFigures {
  /** Null = nobody has said what it is for. */
  readonly purpose: Purpose | null;
  /** Articles and notes that were published in the days. */
  readonly published: number;
  /** Readers and sharers by day, of whatever was published, in the days. */
  readonly reads: number;
  readonly shares: number;
  readonly menuEntries: number;
  readonly menuClicks: number;
  readonly replyRules: number;
  /** Since the rules stand; not of the days alone. */
  readonly replyUses: number;
}

type Counted = Omit<PurposeFigures, "menuEntries" | "menuClicks">;

/** By purpose, what was published, read, clicked and answered; days are business days, both included. */
export async function readMix(
  platform: Platform,
  account: { readonly id: string; readonly accountId: string },
  days: { readonly from: string; readonly to: string },
): Promise<PurposeFigures[]> {
  const { timeZone } = platform.config;
  const start = instantOf(timeZone, days.from);
  const end = instantOf(timeZone, addDays(days.to, 1));
  const { rows } = await sql<Counted>`
    with published as (
      select purpose, count(*)::int as published from official_publication
      where wechat_account_id = ${account.id} and status = 0 and submitted_at >= ${start} and submitted_at < ${end} group by 1),
    reached as (
      select p.purpose, sum(d.read_users)::int as reads, sum(d.share_users)::int as shares
      from official_article_day d join official_publication p on p.wechat_account_id = d.wechat_account_id
        and p.msg_data_id = split_part(d.msgid, '_', 1)
      where d.wechat_account_id = ${account.id} and d.day between ${days.from}::date and ${days.to}::date group by 1),
    answered as (
      select purpose, count(*)::int as rules, sum(used)::int as uses from official_reply_rule
      where wechat_account_id = ${account.id} and enabled group by 1)
    select n.purpose, coalesce(p.published, 0) as published, coalesce(r.reads, 0) as reads, coalesce(r.shares, 0) as shares,
      coalesce(a.rules, 0) as "replyRules", coalesce(a.uses, 0) as "replyUses"
    from (values ('brand'), ('fans'), ('business'), (null)) n(purpose)
    left join published p on p.purpose is not distinct from n.purpose
    left join reached r on r.purpose is not distinct from n.purpose
    left join answered a on a.purpose is not distinct from n.purpose`.execute(platform.db);
  const entries = entriesOf((await readMenu(platform.db, account.id)).draft);
  const clicks = await clicksOf(platform, account.accountId, { start, end }, entries);
  return rows.map((row) => {
    const own = entries.filter(({ purpose }) => purpose === row.purpose);
    return {
      ...row,
      menuEntries: own.length,
      menuClicks: own.reduce((sum, { leads }) => sum + (clicks.get(leads) ?? 0), 0),
    };
  });
}

interface Entry {
  /** What a click of it tells: key, address or page. */
  readonly leads: string;
  readonly purpose: Purpose | null;
}

/** The entries of all menus, each once by where it leads. */
function entriesOf({ buttons, conditional }: MenuPlan): Entry[] {
  const leaves = [...buttons, ...conditional.flatMap((set) => set.buttons)].flatMap((button) =>
    button.children?.length ? button.children : [button],
  );
  const byLead = new Map<string, Entry>();
  for (const { type, key, url, page, mediaId, articleId, purpose } of leaves) {
    const leads = (type === "miniprogram" ? page : undefined) ?? key ?? url ?? mediaId ?? articleId ?? "";
    const before = byLead.get(leads)?.purpose ?? null;
    byLead.set(leads, { leads, purpose: before ?? purpose ?? null });
  }
  return [...byLead.values()];
}

/** How often followers pressed each entry. */
async function clicksOf(
  { db }: Platform,
  appId: string,
  { start, end }: { readonly start: Date; readonly end: Date },
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, number>> {
  const leads = entries.map((entry) => entry.leads.slice(0, 500)).filter((lead) => lead !== "");
  if (leads.length === 0) return new Map();
  const { rows } = await sql<{ link: string; clicks: number }>`
    select properties ->> 'link' as link, count(*)::int as clicks from event_log
    where occurred_at >= ${start} and occurred_at < ${end} and type = 'message.clicked' and source = 'official_account'
      and starts_with(event_id, ${`${appId}:`}) and properties ->> 'messageId' = 'menu'
      and properties ->> 'link' = any(${leads}::text[])
    group by 1`.execute(db);
  return new Map(rows.map(({ link, clicks }) => [link, clicks]));
}
