import { sql } from "kysely";
import { type Available, availability, isStockKnown, stockMoment } from "../../commerce/index.ts";
import { consentRefused, maskName } from "../../customers/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { boughtSince } from "./report.ts";
import { type DeviceKind, kindOf } from "./vocabulary.ts";

/** Something somebody tried or looked at in a store, and has not bought since. */
export interface NotBought {
  readonly sku: string;
  readonly name: string | null;
  readonly priceFen: number | null;
  readonly times: number;
  readonly pictures: number;
  readonly lastAt: Date;
  readonly storeNo: number;
  readonly storeName: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** SQL: goods of kept sessions since a day, by member and sku: how often, when last, and what was chosen then. */
const wanted = (since: Date, memberNo: number | null) => sql`
  select s.member_no, e.sku, count(*)::int as times, (count(*) filter (where e.properties ->> 'pictureMade' = 'true'))::int as pictures,
    max(e.occurred_at) as last_at, (array_agg(d.store_no order by e.occurred_at desc))[1] as store_no,
    coalesce((array_agg(e.properties -> 'attributes' order by e.occurred_at desc) filter (where e.properties ? 'attributes'))[1], '{}') as attributes
  from device_session s join store_device d on d.no = s.device_no join device_event e on e.session_no = s.no and e.sku is not null
  where s.member_no is not null and s.identified_at is not null and e.occurred_at >= ${since} and (${memberNo}::int is null or s.member_no = ${memberNo})
  group by 1, 2`;

const goods = sql`w.sku, p.name, round(p.list_price_li / 10.0)::float8 as "priceFen", w.times, w.pictures, w.last_at as "lastAt",
  w.store_no as "storeNo", u.name as "storeName", w.attributes`;

/** What a member tried and has not bought since, pictures kept first (DT-11); nothing of somebody who refused profiling. */
export async function notBoughtOf(db: Db, memberNo: number, since: Date): Promise<NotBought[]> {
  const { rows } = await sql<NotBought>`
    select ${goods} from (${wanted(since, memberNo)}) w join org_unit u on u.no = w.store_no left join product p on p.sku = w.sku
    where not ${boughtSince("w.member_no", "w.sku", "w.last_at", null)} and not ${consentRefused(sql`${memberNo}::int`, "profiling", "any")}
    order by w.pictures > 0 desc, w.times desc, w.last_at desc limit 30`.execute(db);
  return rows;
}

export type Promised = Available["promise"];

/**
 * What the store where something was tried can do about it now: on its shelves, shipped by a warehouse, nowhere; null where nobody tells
 * stock. By `storeNo sku`.
 */
export async function promisesFor(
  platform: Platform,
  goods: readonly Pick<NotBought, "storeNo" | "sku">[],
): Promise<Map<string, Promised>> {
  const moment = await stockMoment(platform);
  const promises = new Map<string, Promised>();
  for (const storeNo of new Set(goods.map((each) => each.storeNo))) {
    if (!(await isStockKnown(platform.db, storeNo))) continue;
    const skus = goods.flatMap((each) => (each.storeNo === storeNo ? [each.sku] : []));
    for (const { sku, promise } of await availability(platform.db, storeNo, skus, moment))
      promises.set(`${storeNo} ${sku}`, promise);
  }
  return promises;
}

export interface StoreUse {
  readonly at: Date;
  readonly deviceName: string;
  readonly kind: DeviceKind;
  readonly kindLabel: string;
  readonly storeName: string;
  readonly goods: readonly string[];
  readonly pictures: number;
}

/** The uses of devices that a member kept, the newest first. */
export async function usesOf(db: Db, memberNo: number, limit: number): Promise<StoreUse[]> {
  const { rows } = await sql<Omit<StoreUse, "kindLabel">>`
    select s.started_at as at, d.name as "deviceName", d.kind, u.name as "storeName",
      array(select coalesce(p.name, e.sku) from device_event e left join product p on p.sku = e.sku
        where e.session_no = s.no and e.sku is not null group by e.sku, p.name order by max(e.occurred_at) desc) as goods,
      (select count(*)::int from device_event e where e.session_no = s.no and e.properties ->> 'pictureMade' = 'true') as pictures
    from device_session s join store_device d on d.no = s.device_no join org_unit u on u.no = d.store_no
    where s.member_no = ${memberNo} order by s.started_at desc, s.no desc limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, kindLabel: kindOf(row.kind).label }));
}

export interface TrialFollowUp extends NotBought {
  readonly memberNo: number;
  readonly memberName: string | null;
  readonly guideName: string | null;
}

export interface TrialFilter {
  readonly storeNo: number | null;
  readonly since: Date;
}

/** Customers of the actor's stores with what they tried and have not bought since: whom a guide should speak to, the latest first. */
export async function listNotBought(
  { db, cipher }: Platform,
  actor: Actor,
  { storeNo, since }: TrialFilter,
  page: { readonly before: readonly [string, number, string] | null; readonly limit: number },
): Promise<(TrialFollowUp & { readonly key: string })[]> {
  const [at, no, sku] = page.before ?? [null, null, null];
  // The newest first, then asked one by one whether they were bought, until the page is full.
  const newest = sql`
    select * from (${wanted(since, null)}) w
    where ${scopeCondition(actor, "w.store_no")} and (${storeNo}::int is null or w.store_no = ${storeNo})
      and (${at}::timestamptz is null or (w.last_at, w.member_no, w.sku) < (${at}::timestamptz, ${no}::int, ${sku}::text))
    order by w.last_at desc, w.member_no desc, w.sku desc offset 0`;
  const { rows } = await sql<Omit<TrialFollowUp, "memberName"> & { nameSealed: string | null; key: string }>`
    with page as (
      select w.* from (${newest}) w
      where not ${boughtSince("w.member_no", "w.sku", "w.last_at", null)} and not ${consentRefused(sql.ref("w.member_no"), "profiling", "any")}
        and (select m.status = 'active' and ${scopeCondition(actor, "m.store_no")} from member m where m.member_no = w.member_no)
      order by w.last_at desc, w.member_no desc, w.sku desc limit ${page.limit})
    select w.member_no as "memberNo", m.name_sealed as "nameSealed", g.name as "guideName", w.last_at::text as key, ${goods}
    from page w join org_unit u on u.no = w.store_no join member m on m.member_no = w.member_no
      left join staff g on g.id = m.guide_id left join product p on p.sku = w.sku
    order by w.last_at desc, w.member_no desc, w.sku desc`.execute(db);
  return rows.map(({ nameSealed, ...row }) => ({
    ...row,
    memberName: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
  }));
}
