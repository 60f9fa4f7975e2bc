import { sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { groupBy } from "../group-by.ts";
import type { AdAccess, ConversionReporter, ToldOutcome } from "./port.ts";
import { withheldCauses } from "./vocabulary.ts";

const batch = 500;
/** After so many attempts without an answer somebody has to look. */
const mostTries = 12;

interface Due {
  readonly no: number;
  readonly id: string;
  readonly accountNo: number;
  readonly actionType: string;
  readonly at: Date;
  readonly valueFen: number | null;
  readonly tries: number;
  readonly clickKey: string;
  readonly callback: string | null;
  readonly baseUrl: string;
  readonly convId: string;
  readonly tokenSealed: string | null;
  readonly appId: string;
  readonly openidSealed: string | null;
}

/**
 * Tells what waits, batch by batch; each conversion keeps its number, by which the platform knows one that it was told already, so
 * telling again after a lost answer is safe. Returns how many were told.
 */
export async function tellConversions(
  platform: Platform,
  reporter: ConversionReporter,
  signal: AbortSignal,
): Promise<number> {
  let told = 0;
  for (;;) {
    await withholdRefused(platform);
    const due = await claim(platform);
    for (const [, same] of groupBy(due, ({ accountNo, callback }) => `${accountNo} ${callback ?? ""}`))
      for (let from = 0; from < same.length; from += reporter.mostPerCall) {
        const some = same.slice(from, from + reporter.mostPerCall);
        told += await tellSome(platform, reporter, some, signal);
      }
    if (due.length < batch || signal.aborted) return told;
  }
}

/** A batch that is refused is told one by one: a single wrong conversion does not hold the others back. */
async function tellSome(
  platform: Platform,
  reporter: ConversionReporter,
  some: readonly Due[],
  signal: AbortSignal,
): Promise<number> {
  const outcome = await tell(platform, reporter, some, signal);
  if (outcome.outcome === "refused" && some.length > 1) {
    let told = 0;
    for (const one of some) told += await tellSome(platform, reporter, [one], signal);
    return told;
  }
  await settle(platform, some, outcome);
  return outcome.outcome === "told" ? some.length : 0;
}

/** Who said no since is not told of. */
async function withholdRefused({ db }: Platform): Promise<void> {
  await sql`update ad_conversion d set state = 'withheld', cause = ${withheldCauses.consent}
    where d.state = 'waiting' and ${consentRefused(sql.ref("d.member_no"), "data_sharing", "any")}`.execute(db);
}

/** Takes conversions for this process: another one sees them again only if this one dies. */
async function claim({ db, clock }: Platform): Promise<Due[]> {
  const now = clock.now();
  const { rows } = await sql<Due>`
    with due as (select d.no from ad_conversion d join ad_account a on a.no = d.account_no and a.enabled
      where d.state = 'waiting' and d.next_try_at <= ${now}::timestamptz order by d.next_try_at, d.no limit ${batch} for update of d skip locked),
    taken as (
      update ad_conversion d set tries = tries + 1,
        next_try_at = ${now}::timestamptz + least(interval '1 minute' * power(2, d.tries), interval '6 hours')
      from due where d.no = due.no returning d.*)
    select d.no, d.id, d.account_no as "accountNo", d.action_type as "actionType", d.at, d.value_fen as "valueFen", d.tries,
      k.click_key as "clickKey", k.callback, a.base_url as "baseUrl", a.conv_id as "convId", a.token_sealed as "tokenSealed",
      a.wechat_app_id as "appId", (select i.value_sealed from identifier i where i.member_no = d.member_no and i.kind = 'openid'
        and i.scope = a.wechat_app_id and a.wechat_app_id <> '' limit 1) as "openidSealed"
    from taken d join ad_click k on k.no = d.click_no join ad_account a on a.no = d.account_no order by d.no`.execute(
    db,
  );
  return rows;
}

async function tell(
  { cipher }: Platform,
  reporter: ConversionReporter,
  some: readonly Due[],
  signal: AbortSignal,
): Promise<ToldOutcome> {
  const [first] = some;
  if (!first) return { outcome: "told" };
  const access: AdAccess = {
    baseUrl: first.baseUrl,
    convId: first.convId,
    token: first.tokenSealed === null ? null : cipher.open(first.tokenSealed),
  };
  const conversions = some.map(({ id, openidSealed, appId, ...each }) => ({
    ...each,
    outerActionId: id,
    user: openidSealed === null ? null : { appId, openid: cipher.open(openidSealed) },
  }));
  return reporter.tell(access, first.callback, conversions, signal);
}

async function settle({ db, clock }: Platform, some: readonly Due[], outcome: ToldOutcome): Promise<void> {
  const nos = some.map(({ no }) => no);
  const now = clock.now();
  const cause = outcome.outcome === "told" ? null : outcome.cause.slice(0, 300);
  await db.transaction().execute(async (tx) => {
    await sql`
      update ad_conversion set cause = ${cause}, told_at = case when ${outcome.outcome === "told"} then ${now}::timestamptz end,
        state = case when ${outcome.outcome === "told"} then 'told'
          when ${outcome.outcome === "refused"} or tries >= ${mostTries} then 'refused' else 'waiting' end
      where no = any(${nos}::int[]) and state = 'waiting'`.execute(tx);
    await sql`update ad_account set failure = ${cause}, answered_at = case when ${outcome.outcome === "again"} then answered_at
      else ${now}::timestamptz end where no = ${some[0]?.accountNo ?? 0}`.execute(tx);
  });
}
