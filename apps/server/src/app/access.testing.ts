import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { upsertOrders } from "../commerce/index.ts";
import { resolveMembers } from "../customers/index.ts";
import { processInbox } from "../events/index.ts";
import type { Route } from "../kernel/http/route.ts";
import { createKey } from "../organization/api-keys/keys.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../testing/people.ts";
import type { TestPlatform } from "../testing/platform.ts";
import type { TestServer } from "../testing/server.ts";

/** A thing that a path parameter names: one that lies outside every tester's scope, and one that does not exist. */
export interface Thing {
  readonly foreign: string | number;
  readonly missing: string | number;
}

export interface World {
  readonly chain: SmallChain;
  /** By `METHOD /path :name`, `/path :name`, or `:name` for a parameter that means the same everywhere. */
  readonly things: Readonly<Record<string, Thing>>;
  /** Text that must not appear in an answer to somebody of the north. */
  readonly secrets: readonly string[];
  readonly admin: TestPerson;
}

const noNumber = 2_000_000_000;

/**
 * Parameters that name something which belongs to the whole chain and to no store (a role, a product, the name of a metric): there
 * is no foreign one. Each with its reason.
 */
export const chainWide: Readonly<Record<string, string>> = {
  ":roleCode": "roles are the chain's",
  ":formatCode": "store formats are the chain's",
  ":brandId": "brands are the group's",
  ":sku": "the range is the chain's",
  "/metrics/:id/members :id": "the name of a metric",
};

/** Valid bodies of the routes that name a thing and take a body, so that the answer is about the thing. */
export function bodiesFor({ chain }: { readonly chain: SmallChain }): Readonly<Record<string, object>> {
  return {
    "PATCH /organization/units/:unitId": { name: "改名" },
    "POST /organization/units/:unitId/move": { parentId: chain.north.id },
    "PATCH /stores/:storeNo": { name: "改名店" },
    "POST /stores/:storeNo/phase": { to: "refit" },
    "PATCH /staff/:staffId": { name: "改名" },
    "POST /staff/:staffId/password": { password: "long enough to be taken" },
    "POST /staff/:staffId/posts": { unitId: chain.stores.N1.id, roleCode: "guide", fromDay: "2026-07-01" },
    "POST /staff/:staffId/posts/:postId/end": {},
    "PUT /events/dead-letters/:eventKey/event": anEvent("page.viewed"),
  };
}

/** Query parameters of routes that need some, or that show more with some. */
export const queries: Readonly<Record<string, string>> = {
  "GET /stores/nearest": "latitude=23.13&longitude=113.26&limit=200",
  "GET /events/reconciliation": "from=2026-06-01&to=2026-06-15",
  "GET /metrics/query": "metrics=gmv,orders&from=2026-06-01&to=2026-06-16&by=store",
  "GET /insight/tiers/migration": "from=2026-06-01&to=2026-06-15",
};

/** Query parameters that name a thing, as one of `things`; the walk finds them in the routes' schemas. */
export const namingQueries: Readonly<Record<string, string>> = {
  unitId: ":unitId",
  orgUnitId: ":unitId",
  storeNo: ":storeNo",
  memberNo: ":memberNo",
  staffId: ":staffId",
  actorId: ":staffId",
};

/** Requests whose body names a thing, made by somebody of the north for a thing of the south. */
export function bodiesNaming(
  chain: SmallChain,
): readonly { readonly request: string; readonly thing: string; readonly body: (id: string | number) => object }[] {
  const post = (unitId: string | number) => ({ unitId, roleCode: "guide", fromDay: "2026-06-15" });
  return [
    {
      request: "POST /organization/units",
      thing: ":unitId",
      body: (parentId) => ({ parentId, kind: "region", name: "新区" }),
    },
    {
      request: `POST /organization/units/${chain.stores.N1.id}/move`,
      thing: ":unitId",
      body: (parentId) => ({ parentId }),
    },
    {
      request: "POST /stores",
      thing: ":unitId",
      body: (parentId) => ({ parentId, code: "NEW", name: "新店", format: "other" }),
    },
    {
      request: `PATCH /stores/${chain.stores.N1.no}`,
      thing: ":staffId",
      body: (contactStaffId) => ({ contactStaffId }),
    },
    {
      request: "POST /staff",
      thing: ":unitId",
      body: (unitId) => ({ code: "NEW", name: "新人", posts: [{ ...post(unitId), roleCode: "everything" }] }),
    },
    {
      request: "POST /api-keys",
      thing: ":unitId",
      body: (unitId) => ({ name: "新密钥", permissions: ["order.read"], unitId }),
    },
  ];
}

function anEvent(type: string) {
  return {
    type,
    occurredAt: "2026-06-14T04:00:00Z",
    identifiers: [{ kind: "phone", value: "13900007777" }],
    storeCode: "S1",
    properties: { path: "/home" },
  };
}

/** Lays the north, where the testers work, and the south, which they must not see, with one of everything in the south. */
export async function aWorld(testing: TestPlatform, server: TestServer): Promise<World> {
  const { platform } = testing;
  const chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  const southerner = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  const now = testing.clock.now();
  const key = await platform.db
    .transaction()
    .execute((tx) =>
      createKey(tx, admin.actor, { name: "南方接口", permissions: ["order.read"], unitId: chain.south.id }, now),
    );
  await sql`insert into audit_log (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, org_path)
    values ('staff', ${southerner.id}, '南方员工', 'store.edited', 'store', 'S1', ${chain.stores.S1.path}::ltree)`.execute(
    platform.db,
  );
  const member = await platform.db.transaction().execute(async (tx) => {
    const [resolved] = await resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "phone", value: "13900007777" }],
        occurredAt: now,
        source: "pos",
        storeNo: chain.stores.S1.no,
        channel: "store",
      },
    ]);
    if (resolved?.originNo == null || resolved.memberNo == null) throw new Error("the southern member was not made");
    await upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "SOUTH-0001",
        member: { originNo: resolved.originNo, memberNo: resolved.memberNo },
        storeNo: chain.stores.S1.no,
        channel: "store",
        businessDay: "2026-06-14",
        paidAt: new Date("2026-06-14T04:00:00Z"),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: 12_340, amountLi: 12_340 }],
      },
    ]);
    return resolved.memberNo;
  });
  await server.call("POST", "/events", {
    cookie: admin.cookie,
    body: { events: [{ eventId: "south-1", ...anEvent("moon.landed") }] },
  });
  await processInbox(platform);
  await testing.deliver();
  const one = async (query: ReturnType<typeof sql<{ id: string | number }>>) => {
    const { rows } = await query.execute(platform.db);
    if (!rows[0]) throw new Error("one of the southern things was not laid");
    return rows[0].id;
  };
  const post = await one(sql`select id from staff_post where staff_id = ${southerner.id}`);
  const session = await one(sql`select id from session where staff_id = ${southerner.id}`);
  const order = await one(sql`select id from sales_order where order_code = 'SOUTH-0001'`);
  const deadLetter = await one(sql`select event_key as id from event_dead_letter`);
  const uuid = (foreign: string | number): Thing => ({ foreign, missing: randomUUID() });
  const number = (foreign: string | number): Thing => ({ foreign, missing: noNumber });
  return {
    chain,
    admin,
    things: {
      ":unitId": uuid(chain.south.id),
      ":storeNo": number(chain.stores.S1.no),
      ":staffId": uuid(southerner.id),
      ":postId": uuid(post),
      ":keyId": uuid(key.id),
      ":sessionId": uuid(session),
      ":memberNo": number(member),
      ":eventKey": uuid(deadLetter),
      "/orders/:id :id": number(order),
    },
    secrets: [
      ...[
        chain.south.id,
        chain.stores.S1.id,
        chain.stores.S2.id,
        southerner.id,
        key.id,
        String(post),
        String(session),
        String(deadLetter),
      ],
      ...["南区", "南一店", "南二店", "南方", southerner.actor.name, "SOUTH-0001", "13900007777"],
    ],
  };
}

/** Names of the parameters in a path. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
}

/** What a route's parameter names; null when it is chain-wide; undefined when nobody has said. */
export function thingOf(world: World, route: Route, parameter: string): Thing | null | undefined {
  const keys = [`${route.method} ${route.path} :${parameter}`, `${route.path} :${parameter}`, `:${parameter}`];
  const key = keys.find((candidate) => candidate in chainWide || candidate in world.things);
  return key === undefined ? undefined : key in chainWide ? null : world.things[key];
}
