import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { due } from "./plan-ways.ts";
import type { AcquisitionPriority, CodeConnector, CodePlatform, PublishedWay, WayKind } from "./port.ts";

export interface DueWay {
  readonly id: string;
  readonly codeId: string;
  readonly kind: WayKind;
  readonly storeNo: number | null;
  readonly wanted: string[];
  readonly unwanted: boolean;
  readonly configKey: string | null;
  /** Of a creation whose answer never came. */
  readonly attemptedAt: Date | null;
  readonly tries: number;
  readonly state: string;
  readonly priority: AcquisitionPriority;
  readonly name: string;
  readonly roomName: string;
  readonly rooms: number;
}

const batch = 40;
const atOnce = 4;
/** A claimed way is free again after this, should its worker die. */
const claimMinutes = 5;

/**
 * Tells the platform what changed behind codes, some ways at a time; a refusal stays with its way, is shown, and is tried again later
 * and later. A creation whose answer was lost is looked for before another is made.
 *
 * @returns how many ways were told
 */
export async function pushWays(platform: Platform, connector: CodeConnector, signal?: AbortSignal): Promise<number> {
  const remote = await connector.open();
  if (!remote) return 0;
  for (let told = 0; ; ) {
    const ways = signal?.aborted ? [] : await claim(platform, remote);
    if (ways.length === 0) return told;
    const keys = await connector.staffKeys(
      platform.db,
      ways.filter(({ kind }) => kind !== "group").flatMap(({ wanted }) => wanted),
    );
    const queue = [...ways];
    const worker = async () => {
      for (let way = queue.shift(); way && !signal?.aborted; way = queue.shift())
        if (await pushOne(platform, remote, way, keys)) told += 1;
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }
}

/** Takes due ways, one worker each. */
async function claim(platform: Platform, remote: CodePlatform): Promise<DueWay[]> {
  const now = platform.clock.now();
  const { rows } = await sql<DueWay>`
    with taken as (
      select w.id, w.attempted_at from live_code_way w
      where ${due} and w.next_try_at <= ${now} and (w.account_id is null or w.account_id = ${remote.accountId})
      order by w.next_try_at, w.id limit ${batch} for update skip locked)
    update live_code_way w set next_try_at = ${new Date(now.getTime() + claimMinutes * 60_000)},
      account_id = ${remote.accountId}, attempted_at = case when w.config_key is null then coalesce(w.attempted_at, ${now}) end
    from taken t, live_code c where t.id = w.id and c.id = w.code_id
    returning w.id, w.code_id as "codeId", w.kind, w.store_no as "storeNo", w.wanted, w.unwanted, w.config_key as "configKey",
      t.attempted_at as "attemptedAt", w.tries, c.state, c.priority, c.name, c.room_name as "roomName",
      (select count(*)::int from live_code_room r where r.code_id = c.id) as rooms`.execute(platform.db);
  return rows;
}

async function pushOne(
  platform: Platform,
  remote: CodePlatform,
  way: DueWay,
  keys: ReadonlyMap<string, string>,
): Promise<boolean> {
  const { db, clock } = platform;
  try {
    if (way.unwanted) {
      if (way.configKey !== null) await remove(remote, way.kind, way.configKey);
      await sql`delete from live_code_way where id = ${way.id} and unwanted`.execute(db);
      return true;
    }
    const published = await publish(remote, way, keys);
    await sql`update live_code_way set pushed = ${way.wanted}::text[], config_key = ${published.configKey}, qr_url = ${published.qrUrl},
      attempted_at = null, pushed_at = ${clock.now()}, failure = null, drift = null, tries = 0, next_try_at = '-infinity'
      where id = ${way.id}`.execute(db);
    return true;
  } catch (error) {
    const refusal = remote.explain(error);
    if (!refusal) throw error;
    const waitMinutes = refusal.final ? 360 : Math.min(60, 2 ** way.tries);
    await sql`update live_code_way set failure = ${refusal.message.slice(0, 500)}, tries = tries + 1,
      attempted_at = case when ${refusal.uncertain} then attempted_at end,
      next_try_at = ${new Date(clock.now().getTime() + waitMinutes * 60_000)} where id = ${way.id}`.execute(db);
    return false;
  }
}

const remove = (remote: CodePlatform, kind: WayKind, configKey: string) =>
  kind === "acquisition" ? remote.removeAcquisitionLink(configKey) : remote.remove(kind, configKey);

async function publish(remote: CodePlatform, way: DueWay, keys: ReadonlyMap<string, string>): Promise<PublishedWay> {
  const common = { configKey: way.configKey, state: way.state, remark: way.name.slice(0, 30) };
  if (way.kind === "group") {
    const roomName = way.roomName || way.name;
    return remote.publishGroupWay({ ...common, roomKeys: way.wanted, roomName, roomNo: way.rooms + 1 });
  }
  const wish = { ...common, staffKeys: way.wanted.flatMap((staffId) => keys.get(staffId) ?? []) };
  if (way.kind === "acquisition") {
    const link = { ...wish, priority: way.priority };
    const lostLink =
      way.configKey === null && way.attemptedAt !== null ? await remote.findLostAcquisitionLink(link) : null;
    return lostLink ?? remote.publishAcquisitionLink(link);
  }
  const lost =
    way.configKey === null && way.attemptedAt !== null ? await remote.findLostContactWay(wish, way.attemptedAt) : null;
  return lost ?? remote.publishContactWay(wish);
}
