import { sql } from "kysely";
import type { z } from "zod";
import { requireTags } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit } from "../../organization/index.ts";
import { newSlug } from "./save-code.ts";
import type { seriesBody } from "./schemas.ts";
import { stateOf, type Tx } from "./store.ts";

interface Place {
  readonly storeNo: number;
  readonly storeName: string;
  readonly unitId: string;
  readonly staffId: string | null;
  readonly staffName: string | null;
}

export interface SeriesOutcome {
  readonly total: number;
  readonly created: number;
}

/**
 * Lays out a code for every trading store below a unit, or for everybody who serves one there (AQ-05). A second time only what is
 * missing is made: for new stores and new hires. Set-based; the platform is told in the background.
 *
 * @param formats only stores of these formats; empty = all
 */
export async function createSeries(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  body: z.output<typeof seriesBody>,
  formats: readonly string[] = [],
): Promise<SeriesOutcome> {
  const unit = await loadUnit(tx, actor, body.unitId);
  await requireTags(tx, body.tagNos);
  const now = platform.clock.now();
  const places = await placesBelow(tx, unit.path, body.kind, formats, dayIn(platform.config.timeZone, now));
  const codes = places.map((place) => {
    const slug = newSlug();
    const name = body.name.replaceAll("{门店}", place.storeName).replaceAll("{导购}", place.staffName ?? "");
    return { ...place, slug, state: stateOf(slug), name: (name.trim() || place.storeName).slice(0, 60) };
  });
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into live_code (slug, state, kind, name, entry, org_unit_id, store_no, channel, material, campaign, tag_nos, same_guide, series, staff_id,
        created_at, created_by)
      select n.slug, n.state, ${body.kind}, n.name, ${body.entry}, n."unitId", n."storeNo", ${body.channel}, ${body.material}, ${body.campaign},
        ${body.tagNos}::int[], ${body.sameGuide}, ${body.series}, n."staffId", ${now}, ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb)
        as n(slug text, state text, name text, "unitId" uuid, "storeNo" int, "staffId" uuid)
      on conflict (series, store_no, staff_id) where series is not null and archived_at is null do nothing
      returning id, kind, org_unit_id, staff_id),
    teams as (insert into live_code_team select id, org_unit_id from made where kind = 'store'),
    guides as (insert into live_code_guide (code_id, staff_id) select id, staff_id from made where kind = 'staff')
    select id from made`.execute(tx);
  await audit(tx, actor, {
    action: "live_code.series_created",
    subject: { kind: "live_code_series", id: body.series },
    orgPath: unit.path,
    detail: { kind: body.kind, material: body.material, total: places.length, created: rows.length },
  });
  await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
  return { total: places.length, created: rows.length };
}

async function placesBelow(
  tx: Tx,
  path: string,
  kind: "store" | "staff",
  formats: readonly string[],
  today: string,
): Promise<Place[]> {
  const stores = sql`org_unit u join store s on s.org_unit_id = u.id and s.phase = 'open'
    where u.path <@ ${path}::ltree and (${formats}::text[] = '{}' or s.format = any(${formats}::text[]))`;
  const { rows } =
    kind === "store"
      ? await sql<Place>`select u.no as "storeNo", u.name as "storeName", u.id as "unitId", null::uuid as "staffId", null as "staffName"
          from ${stores} order by u.path`.execute(tx)
      : await sql<Place>`select u.no as "storeNo", u.name as "storeName", u.id as "unitId", f.id as "staffId", f.name as "staffName"
          from staff_post p join staff f on f.id = p.staff_id and f.status = 'active'
          join org_unit u on u.id = p.org_unit_id join store s on s.org_unit_id = u.id and s.phase = 'open'
          where u.path <@ ${path}::ltree and p.days @> ${today}::date
          group by u.no, u.name, u.id, f.id, f.name, u.path order by u.path, f.name`.execute(tx);
  return rows;
}
