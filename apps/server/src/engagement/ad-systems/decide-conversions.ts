import { sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { creditLastTouch } from "../last-touch.ts";
import { adConversionSetting } from "./settings.ts";
import { toldStages, withheldCauses } from "./vocabulary.ts";

/**
 * Finds what the people of clicks did since: the first time that each passed a stage, for the click that touched them last before,
 * within the window. Each becomes a conversion once, to be told or withheld with the cause. Looks at clicks of the window only, so
 * it costs what the days' clicks cost, however many members there are. Returns how many were found.
 */
export async function decideConversions(platform: Platform): Promise<number> {
  const { db, clock } = platform;
  const { windowDays, consent } = (await readSetting(db, adConversionSetting)).value;
  const now = clock.now();
  // A day longer than the window: what comes in late, from imports and syncs, still counts.
  const since = new Date(now.getTime() - (windowDays + 1) * 86_400_000);
  const agreed =
    consent === "unless_refused"
      ? sql`not ${consentRefused(sql.ref("f.member_no"), "data_sharing", "any")}`
      : sql`coalesce((select said.granted from consent_record said where said.member_no = f.member_no and said.purpose = 'data_sharing'
          order by said.at desc, said.granted, said.id desc limit 1), false)`;
  const { rows } = await sql`
    with touch as materialized (
      select t.member_no, t.at from ad_click k join ad_click_touch t on t.click_no = k.no
      where k.account_no is not null and k.clicked_at > ${since}::timestamptz),
    ${creditLastTouch("ad_click_touch", "click_no", windowDays)},
    found as (
      select distinct on (c.click_no, c.stage) c.click_no, c.stage, k.account_no, t.origin_no, c.member_no, c.at,
        case c.stage when 'order' then greatest(c.fen, 0) end as fen
      from credited c join ad_click k on k.no = c.click_no join ad_click_touch t on t.click_no = k.no
      where k.account_no is not null and c.stage = any(${[...toldStages]}::text[])
        and c.at < k.clicked_at + make_interval(days => ${windowDays})
        and not exists (select from ad_conversion d where d.click_no = c.click_no and d.stage = c.stage)
      order by c.click_no, c.stage, c.at)
    insert into ad_conversion (account_no, click_no, stage, action_type, origin_no, member_no, at, value_fen, state, cause, next_try_at)
    select f.account_no, f.click_no, f.stage, coalesce(x.action_type, ''), f.origin_no, f.member_no, f.at, f.fen,
      case when w.cause is null then 'waiting' else 'withheld' end, w.cause, ${now}::timestamptz
    from found f join ad_account a on a.no = f.account_no
    left join ad_account_action x on x.account_no = f.account_no and x.stage = f.stage
    cross join lateral (select case when not a.enabled then ${withheldCauses.disabled}::text when x.action_type is null then ${withheldCauses.no_action}
      when not ${agreed} then ${withheldCauses.consent} end as cause) w
    on conflict (click_no, stage) do nothing returning no`.execute(db);
  return rows.length;
}
