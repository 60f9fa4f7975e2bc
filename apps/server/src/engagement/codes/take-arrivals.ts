import { type Kysely, sql } from "kysely";
import { assignTags, bindMembers, refreshMembers } from "../../customers/index.ts";
import { appendEvents, type IsNew, takeNew } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { groupBy } from "../group-by.ts";

interface Arrival {
  readonly eventKey: string;
  readonly codeId: string;
  readonly codeName: string;
  readonly kind: "contact" | "group";
  readonly originNo: number;
  readonly memberNo: number;
  readonly storeNo: number | null;
  readonly channel: string;
  readonly material: string;
  readonly tagNos: number[];
  readonly slug: string;
  readonly at: Date;
}

/**
 * Takes new contacts and group members that came through codes from the event log, each once, in the order of transactions: source and
 * first touch, tags, store, `code.scanned`; and ends the arrivals of those who left (AQ-01).
 *
 * @returns how many arrived
 */
export async function takeArrivals(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const arrivals = await takeNew(tx, "live_code_cursor", async (isNew) => {
      const arrived = await insertArrivals(tx, isNew);
      await endArrivals(tx, isNew);
      return arrived;
    });
    if (arrivals === null) return 0;
    await mark(tx, platform, arrivals);
    return arrivals.length;
  });
}

async function insertArrivals(tx: Kysely<DB>, isNew: IsNew): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    with came as (
      select e.event_key, c.id as code_id, case e.type when 'contact.added' then 'contact' else 'group' end as kind, e.origin_no, p.owner_no as member_no,
        coalesce(e.properties ->> 'guideCode', e.properties ->> 'groupCode', '') as carrier, coalesce(c.store_no, e.store_no) as store_no, e.occurred_at
      from event_log e join live_code c on c.state = e.properties ->> 'source' join member p on p.member_no = e.origin_no
      where ${isNew("e.logged_xid")} and e.type in ('contact.added', 'group.joined')),
    made as (
      insert into live_code_arrival (event_key, code_id, kind, origin_no, member_no, carrier, store_no, arrived_at, first)
      select event_key, code_id, kind, origin_no, member_no, carrier, store_no, occurred_at,
        row_number() over (partition by member_no order by occurred_at, event_key) = 1
          and not exists (select from live_code_arrival a where a.member_no = came.member_no)
      from came on conflict do nothing returning *)
    select m.event_key as "eventKey", m.code_id as "codeId", c.name as "codeName", m.kind, m.origin_no as "originNo", m.member_no as "memberNo",
      m.store_no as "storeNo", c.channel, c.material, c.tag_nos as "tagNos", c.slug, m.arrived_at as at
    from made m join live_code c on c.id = m.code_id order by m.arrived_at`.execute(tx);
  return rows;
}

/** Someone who is gone ends the latest arrival that was alive before; a guide or group they did not come to does not count. */
async function endArrivals(tx: Kysely<DB>, isNew: IsNew): Promise<void> {
  await sql`
    with gone as (
      select p.owner_no as member_no, case e.type when 'contact.removed' then 'contact' else 'group' end as kind,
        coalesce(e.properties ->> 'guideCode', e.properties ->> 'groupCode', '') as carrier, e.occurred_at
      from event_log e join member p on p.member_no = e.origin_no
      where ${isNew("e.logged_xid")} and e.type in ('contact.removed', 'group.left'))
    update live_code_arrival a set left_at = g.occurred_at from gone g
    where a.member_no = g.member_no and a.kind = g.kind and a.carrier = g.carrier and a.left_at is null and a.arrived_at <= g.occurred_at`.execute(
    tx,
  );
}

/** What arriving means for a customer: the code's tags, a store for who has none, and the scan in their history. */
async function mark(tx: Kysely<DB>, platform: Platform, arrivals: readonly Arrival[]): Promise<void> {
  for (const [, list] of groupBy(arrivals, ({ codeId }) => codeId)) {
    const first = list[0];
    if (!first || first.tagNos.length === 0) continue;
    await assignTags(
      tx,
      list.flatMap(({ originNo, memberNo }) => first.tagNos.map((tagNo) => ({ originNo, memberNo, tagNo }))),
      { source: "bulk", by: `活码：${first.codeName}`.slice(0, 60) },
    );
  }
  const { rows: unbound } = await sql<{ no: number }>`
    select n.no from unnest(${arrivals.map(({ memberNo }) => memberNo)}::int[]) n(no)
    where not exists (select from guide_binding b where b.member_no = n.no and b.unbound_at is null)`.execute(tx);
  const free = new Set(unbound.map(({ no }) => no));
  const bound = await bindMembers(
    tx,
    arrivals
      .filter(({ memberNo, storeNo }) => storeNo !== null && free.has(memberNo))
      .map(({ originNo, memberNo, storeNo, at, codeName }) => ({
        originNo,
        memberNo,
        guideId: null,
        storeNo,
        source: "code",
        reason: codeName,
        boundAt: at,
        by: "code",
      })),
  );
  await refreshMembers(tx, platform, bound);
  await appendEvents(
    tx,
    arrivals.map(({ eventKey, originNo, memberNo, at, storeNo, channel, material, slug }) => ({
      source: "codes",
      eventId: `arrived:${eventKey}`,
      type: "code.scanned" as const,
      originNo,
      memberNo,
      occurredAt: at,
      storeNo,
      channel,
      properties: {
        codeKind: storeMaterials.has(material) ? ("store" as const) : ("material" as const),
        codeValue: slug,
      },
    })),
    platform.clock.now(),
  );
}

const storeMaterials = new Set(["table_card", "roll_up", "badge", "screen", "experience_store"]);
