import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { createStaff, loadHeadquarters, upsertStores } from "../../organization/index.ts";

export const chainSize = { regions: 10, cities: 20, stores: 10, guides: 5 };
const stores = chainSize.regions * chainSize.cities * chainSize.stores;

/** Lays 10 regions of 20 cities of 10 stores, five guides each, unless the chain is there already. Returns the store numbers in order. */
export async function layChain({ db, config, clock }: Platform): Promise<number[]> {
  const today = dayIn(config.timeZone, clock.now());
  const known = await sql<{ no: number }>`select no from org_unit where kind = 'store' order by no`.execute(db);
  if (known.rows.length === stores) return known.rows.map(({ no }) => no);
  const rows = Array.from({ length: stores }, (_, i) => {
    const city = Math.floor(i / chainSize.stores);
    return {
      code: `B${String(i).padStart(5, "0")}`,
      name: `第 ${i + 1} 店`,
      regionPath: `${Math.floor(city / chainSize.cities) + 1} 区/${city + 1} 市`,
      format: "convenience",
    };
  });
  const laid = await db.transaction().execute((tx) => upsertStores(tx, rows, { today }));
  const problem = laid.problems[0];
  if (problem) throw new Error(`a store was refused: ${problem.message}`);
  // Set-based: the verb for one person would be ten thousand turns.
  await sql`
    with added as (
      insert into staff (code, name)
      select 'BG' || u.no || '-' || i, '导购' || u.no || '-' || i from org_unit u, generate_series(1, ${chainSize.guides}) i where u.kind = 'store'
      returning id, split_part(substr(code, 3), '-', 1)::int as store_no)
    insert into staff_post (staff_id, org_unit_id, role_code, from_day)
    select a.id, u.id, 'guide', ${today}::date - 100 from added a join org_unit u on u.no = a.store_no`.execute(db);
  await sql`analyze org_unit, store, staff, staff_post`.execute(db);
  const { rows: units } = await sql<{ no: number }>`select no from org_unit where kind = 'store' order by no`.execute(
    db,
  );
  return units.map(({ no }) => no);
}

export interface BenchViewer {
  readonly role: "hq" | "region" | "store";
  readonly cookie: string;
  /** Stores in the viewer's scope. */
  readonly storeNos: readonly number[];
}

/** Somebody at headquarters, one who manages a region and one who manages a store, signed in through the API. */
export async function signInViewers(
  platform: Platform,
  baseUrl: string,
  storeNos: readonly number[],
): Promise<BenchViewer[]> {
  const headquarters = await loadHeadquarters(platform.db);
  const unit = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<{
      id: string;
      stores: number[];
    }>`select u.id, array(select no from org_unit s where s.kind = 'store'
      and s.path <@ u.path order by no) as stores from org_unit u where ${condition}`.execute(platform.db);
    const found = rows[0];
    if (!found) throw new Error("the bench's chain lacks a unit");
    return found;
  };
  const region = await unit(sql`u.kind = 'region' and u.name = '3 区'`);
  const store = await unit(sql`u.no = ${storeNos[Math.floor(storeNos.length * 0.25)]}`);
  const viewers: BenchViewer[] = [];
  for (const { role, roleCode, id, stores: seen } of [
    { role: "hq", roleCode: "hq_operator", id: headquarters.id, stores: storeNos },
    { role: "region", roleCode: "region_manager", ...region },
    { role: "store", roleCode: "store_manager", ...store },
  ] as const) {
    const login = `bench-${role}-${randomBytes(4).toString("hex")}`;
    const password = randomBytes(12).toString("base64url");
    await platform.db.transaction().execute((tx) =>
      createStaff(tx, systemActor("bench"), {
        code: login,
        name: "压测",
        login,
        password,
        mustChangePassword: false,
        posts: [{ unitId: id, roleCode, kind: "regular", fromDay: "2020-01-01" }],
      }),
    );
    const response = await fetch(`${baseUrl}/api/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    viewers.push({ role, cookie, storeNos: seen });
  }
  return viewers;
}

/** Reads one page of the API as a viewer; throws unless it is answered with 200. */
export async function readAs<Answer>(baseUrl: string, viewer: BenchViewer, path: string): Promise<Answer> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    headers: { cookie: viewer.cookie },
    signal: AbortSignal.timeout(120_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
