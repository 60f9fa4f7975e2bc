import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { groupBy } from "../group-by.ts";
import { type CodeGuide, loadGuides, wallClock } from "./load-guides.ts";
import type { CodeConnector, Room, WayKind } from "./port.ts";
import { type EmptyBecause, guidesBehind, roomsBehind, type WallClock } from "./rules.ts";
import type { Tx } from "./store.ts";

interface PlannedCode {
  readonly id: string;
  readonly kind: "staff" | "store" | "group" | "place" | "acquisition";
  readonly entry: "direct" | "page";
  readonly distribution: "platform" | "weights";
  readonly shows: "guide" | "group";
  readonly roomLimit: number;
  readonly path: string;
}

interface Wish {
  readonly codeId: string;
  readonly kind: WayKind;
  readonly storeNo: number | null;
  readonly staffId: string | null;
  readonly wanted: readonly string[];
  readonly emptyBecause: EmptyBecause | null;
}

/**
 * Works out what should stand behind every code now (hours, pauses, caps, weights, new hires, full groups) and notes what has to be
 * told to the platform. Set-based; cheap when nothing changed.
 *
 * @returns how many ways are due
 */
export async function planWays(tx: Tx, platform: Platform, connector: CodeConnector): Promise<number> {
  const { rows: codes } = await sql<PlannedCode>`
    select c.id, c.kind, c.entry, c.distribution, c.shows, c.room_limit as "roomLimit", u.path::text as path
    from live_code c join org_unit u on u.id = c.org_unit_id where c.archived_at is null and c.paused_at is null and c.kind <> 'link'`.execute(
    tx,
  );
  if (codes.length > 0) {
    const now = wallClock(platform.config.timeZone, platform.clock.now());
    const guides = groupBy(await loadGuides(tx, platform, connector, null), ({ codeId }) => codeId);
    const rooms = await roomsByCode(tx, connector, codes);
    await storeWishes(
      tx,
      codes.flatMap((code) => wishesOf(code, guides.get(code.id) ?? [], rooms(code), now)),
    );
  }
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from live_code_way where ${due} and next_try_at <= ${platform.clock.now()}`.execute(tx);
  return rows[0]?.due ?? 0;
}

/** A way that the platform has to hear of; one without targets keeps what it has, since the platform takes no empty one. */
export const due = sql<boolean>`((pushed is distinct from wanted and cardinality(wanted) > 0 and not unwanted) or unwanted)`;

function wishesOf(
  code: PlannedCode,
  guides: readonly CodeGuide[],
  rooms: ReadonlyMap<number | null, readonly Room[]>,
  now: WallClock,
): Wish[] {
  if (code.kind === "group" || (code.kind === "place" && code.shows === "group")) {
    return [...rooms].map(([storeNo, list]): Wish => {
      const { keys, full } = roomsBehind(list, code.roomLimit);
      const emptyBecause = full ? "full" : keys.length === 0 ? "nobody" : null;
      return { codeId: code.id, kind: "group", storeNo, staffId: null, wanted: keys, emptyBecause };
    });
  }
  if (code.entry === "page" && code.kind !== "place")
    return guides
      .filter((guide) => guide.reachable)
      .map(({ staffId }) => ({
        codeId: code.id,
        kind: "contact",
        storeNo: null,
        staffId,
        wanted: [staffId],
        emptyBecause: null,
      }));
  return [...groupBy(guides, ({ storeNo }) => storeNo)].map(([storeNo, list]): Wish => {
    const { staffIds, emptyBecause } = guidesBehind(list, code.distribution, now);
    const kind = code.kind === "acquisition" ? "acquisition" : "contact";
    return { codeId: code.id, kind, storeNo, staffId: null, wanted: staffIds, emptyBecause };
  });
}

/** The groups of each code, by store where the code leads to stores. */
async function roomsByCode(
  tx: Tx,
  connector: CodeConnector,
  codes: readonly PlannedCode[],
): Promise<(code: PlannedCode) => ReadonlyMap<number | null, readonly Room[]>> {
  const groups = codes.filter(({ kind }) => kind === "group").map(({ id }) => id);
  const { rows: listed } = await sql<{ codeId: string; key: string }>`
    select code_id as "codeId", room_key as key from live_code_room where code_id = any(${groups}::uuid[]) order by code_id, sort, added_at`.execute(
    tx,
  );
  const known = new Map(
    (await connector.rooms(tx, { keys: [...new Set(listed.map(({ key }) => key))] })).map((room) => [room.key, room]),
  );
  const byCode = groupBy(listed, ({ codeId }) => codeId);
  const places = codes.filter(({ kind, shows }) => kind === "place" && shows === "group");
  const inStores = places.length === 0 ? [] : await connector.rooms(tx, {});
  const { rows: stores } = await sql<{ no: number; path: string }>`select no, path::text as path from org_unit
    join store s on s.org_unit_id = org_unit.id and s.phase = 'open' where no = any(${inStores.flatMap(({ storeNo }) => storeNo ?? [])}::int[])`.execute(
    tx,
  );
  const roomsOf = groupBy(inStores, ({ storeNo }) => storeNo);
  return (code) => {
    if (code.kind === "group")
      return new Map([[null, (byCode.get(code.id) ?? []).flatMap(({ key }) => known.get(key) ?? [])]]);
    const below = stores.filter(({ path }) => path === code.path || path.startsWith(`${code.path}.`));
    return new Map(below.map(({ no }) => [no, roomsOf.get(no) ?? []]));
  };
}

async function storeWishes(tx: Tx, wishes: readonly Wish[]): Promise<void> {
  await sql`
    with n as (
      select * from jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb)
        as n("codeId" uuid, kind text, "storeNo" int, "staffId" uuid, wanted text[], "emptyBecause" text)),
    gone as (
      update live_code_way w set unwanted = true, next_try_at = '-infinity' where not unwanted and not exists (
        select from n where n."codeId" = w.code_id and n.kind = w.kind and n."storeNo" is not distinct from w.store_no
          and n."staffId" is not distinct from w.staff_id))
    insert into live_code_way as w (code_id, kind, store_no, staff_id, wanted, empty_because)
    select "codeId", kind, "storeNo", "staffId", wanted, "emptyBecause" from n order by 1, 2, 3, 4
    on conflict (code_id, kind, store_no, staff_id) do update set wanted = excluded.wanted, empty_because = excluded.empty_because, unwanted = false,
      next_try_at = case when w.wanted is distinct from excluded.wanted then '-infinity' else w.next_try_at end
    where (w.wanted, w.empty_because, w.unwanted) is distinct from (excluded.wanted, excluded.empty_because, false)`.execute(
    tx,
  );
}
