import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { CodeConnector, CodePlatform, SeenWay, WayKind } from "./port.ts";

interface StandingWay {
  readonly id: string;
  readonly codeId: string;
  readonly kind: WayKind;
  readonly storeNo: number | null;
  readonly pushed: string[];
  readonly configKey: string;
  readonly state: string;
  readonly codeKind: string;
}

export type Drift = "gone" | "state" | "targets";

const driftWords: Readonly<Record<Drift, string>> = {
  gone: "平台上已不存在（可能被人在别处删除），将重新创建",
  state: "来源标识被改动，将改回",
  targets: "接待成员被改动，将改回",
};

/**
 * Compares what stands on the platform with what it was told, and has differences put right; groups that the platform opened behind a
 * full one are taken over (AQ-03).
 *
 * @param which one code; codes whose groups are all full; or every code
 * @returns how many ways differed
 */
export async function checkWays(
  platform: Platform,
  connector: CodeConnector,
  which: { readonly codeId: string } | "full" | "all",
  signal?: AbortSignal,
): Promise<number> {
  const remote = await connector.open();
  if (!remote) return 0;
  const { rows } = await sql<StandingWay>`
    select w.id, w.code_id as "codeId", w.kind, w.store_no as "storeNo", w.pushed, w.config_key as "configKey", c.state, c.kind as "codeKind"
    from live_code_way w join live_code c on c.id = w.code_id
    where w.config_key is not null and w.pushed is not null and not w.unwanted and w.account_id = ${remote.accountId}
      and (${which === "all"} or (${which === "full"} and w.kind = 'group' and w.empty_because = 'full')
        or c.id = ${typeof which === "object" ? which.codeId : null}::uuid)
    order by w.id`.execute(platform.db);
  let differed = 0;
  for (const way of rows) {
    if (signal?.aborted) break;
    try {
      const seen = await readWay(remote, way);
      if (await settle(platform, connector, way, seen)) differed += 1;
    } catch (error) {
      const refusal = remote.explain(error);
      if (!refusal) throw error;
      await sql`update live_code_way set failure = ${refusal.message.slice(0, 500)} where id = ${way.id}`.execute(
        platform.db,
      );
    }
  }
  return differed;
}

function readWay(remote: CodePlatform, { kind, configKey }: StandingWay): Promise<SeenWay | null> {
  if (kind === "acquisition") return remote.readAcquisitionLink(configKey);
  return kind === "contact" ? remote.readContactWay(configKey) : remote.readGroupWay(configKey);
}

async function settle(
  { db, clock }: Platform,
  connector: CodeConnector,
  way: StandingWay,
  seen: SeenWay | null,
): Promise<boolean> {
  const now = clock.now();
  if (seen && way.kind === "group" && way.codeKind === "group") {
    const opened = seen.targets.filter((key) => !way.pushed.includes(key));
    await sql`insert into live_code_room (code_id, room_key, sort, opened_by_itself, added_at)
      select ${way.codeId}::uuid, key, 1000 + n, true, ${now} from unnest(${opened}::text[]) with ordinality o(key, n)
      on conflict do nothing`.execute(db);
  }
  const expected =
    way.kind === "group"
      ? way.pushed
      : [...(await connector.staffKeys(db, way.pushed)).values()].sort((a, b) => a.localeCompare(b));
  const drift = driftOf(way, expected, seen);
  await sql`update live_code_way set checked_at = ${now}, qr_url = coalesce(${seen?.qrUrl ?? null}, qr_url),
    drift = ${drift && JSON.stringify({ what: driftWords[drift], at: now })}::jsonb,
    pushed = case when ${drift !== null} then null else pushed end,
    config_key = case when ${drift === "gone"} then null else config_key end,
    next_try_at = case when ${drift !== null} then '-infinity' else next_try_at end
    where id = ${way.id}`.execute(db);
  return drift !== null;
}

function driftOf(way: StandingWay, expected: readonly string[], seen: SeenWay | null): Drift | null {
  if (!seen) return "gone";
  if (seen.state !== way.state) return "state";
  // Groups that the platform added by itself are no drift.
  const here = way.kind === "group" ? seen.targets.filter((key) => expected.includes(key)) : [...seen.targets];
  const same =
    here.length === expected.length &&
    here.every((key) => expected.some((known) => known.toLowerCase() === key.toLowerCase()));
  return same ? null : "targets";
}
