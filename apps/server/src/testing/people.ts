import { sql } from "kysely";
import { systemActor } from "../kernel/audit/audit.ts";
import { dayIn } from "../kernel/calendar.ts";
import type { Actor } from "../kernel/http/actor.ts";
import type { Tx } from "../kernel/postgres/database.ts";
import { createStaff, loadHeadquarters, sessionCookie, upsertStores } from "../organization/index.ts";
import { authorityFor } from "../organization/sign-in/grants.ts";
import { findSession, openSession } from "../organization/sign-in/sessions.ts";
import type { TestPlatform } from "./platform.ts";

/** The units of a small chain: two regions with two stores each, one of them below a city. */
export interface SmallChain {
  readonly hq: { readonly id: string };
  readonly north: { readonly id: string; readonly path: string };
  readonly south: { readonly id: string; readonly path: string };
  /** Store numbers and unit ids by store code: `N1`, `N2` (北区/北京), `S1`, `S2`. */
  readonly stores: Readonly<
    Record<"N1" | "N2" | "S1" | "S2", { readonly no: number; readonly id: string; readonly path: string }>
  >;
}

/** Lays a small chain through the product's own verbs. */
export async function aSmallChain({ platform, clock }: TestPlatform): Promise<SmallChain> {
  await platform.db.transaction().execute((tx) =>
    upsertStores(
      tx,
      [
        {
          code: "N1",
          name: "北一店",
          regionPath: "北区",
          format: "flagship",
          city: "天津市",
          latitude: 39.08,
          longitude: 117.2,
        },
        {
          code: "N2",
          name: "北二店",
          regionPath: "北区/北京",
          format: "convenience",
          city: "北京市",
          latitude: 39.9,
          longitude: 116.4,
        },
        {
          code: "S1",
          name: "南一店",
          regionPath: "南区",
          format: "flagship",
          city: "广州市",
          latitude: 23.13,
          longitude: 113.26,
        },
        {
          code: "S2",
          name: "南二店",
          regionPath: "南区",
          format: "community",
          city: "深圳市",
          latitude: 22.54,
          longitude: 114.06,
        },
      ],
      { today: dayIn(platform.config.timeZone, clock.now()) },
    ),
  );
  const { rows } = await sql<{
    key: string;
    id: string;
    no: number;
    path: string;
  }>`select case kind when 'store' then code else name end as key, id, no, path::text as path from org_unit`.execute(
    platform.db,
  );
  const unit = (key: string) => {
    const found = rows.find((row) => row.key === key);
    if (!found) throw new Error(`no unit ${key}`);
    return found;
  };
  return {
    hq: await loadHeadquarters(platform.db),
    north: unit("北区"),
    south: unit("南区"),
    stores: { N1: unit("N1"), N2: unit("N2"), S1: unit("S1"), S2: unit("S2") },
  };
}

export interface TestPerson {
  readonly id: string;
  /** For the `cookie` of a test server's `call`. */
  readonly cookie: string;
  /** For verbs that are called without HTTP. */
  readonly actor: Actor;
}

let count = 0;

/** Somebody with these posts from the start of the test's clock, signed in. */
export async function aPerson(
  { platform, clock }: TestPlatform,
  ...posts: readonly { readonly roleCode: string; readonly unitId: string }[]
): Promise<TestPerson> {
  count += 1;
  const code = `T${count}`;
  const name = `测试员工${count}`;
  const now = clock.now();
  const today = dayIn(platform.config.timeZone, now);
  return platform.db.transaction().execute(async (tx) => {
    const id = await createStaff(tx, systemActor("test"), {
      code,
      name,
      posts: posts.map((post) => ({ ...post, kind: "regular" as const, fromDay: today })),
    });
    return signIn(tx, { id, name }, now, today);
  });
}

/** Somebody who is on the staff already, signed in. */
export async function somebody({ platform, clock }: TestPlatform, name: string): Promise<TestPerson> {
  const now = clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const { id } = await tx.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow();
    return signIn(tx, { id, name }, now, dayIn(platform.config.timeZone, now));
  });
}

async function signIn(
  tx: Tx,
  { id, name }: { readonly id: string; readonly name: string },
  now: Date,
  today: string,
): Promise<TestPerson> {
  const session = await openSession(tx, { staffId: id, now, ip: "127.0.0.1", userAgent: "test" });
  const owner = await findSession(tx, session.token, now, today);
  const actor: Actor = {
    kind: "staff",
    id,
    name,
    ...authorityFor(owner?.grants ?? [], "signed_in"),
  };
  return { id, cookie: `${sessionCookie}=${session.token}`, actor };
}
