import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { allPermissions, type Permission } from "../kernel/http/permission.ts";
import type { Route } from "../kernel/http/route.ts";
import { createRole } from "../organization/roles/roles.ts";
import { aPerson, type TestPerson } from "../testing/people.ts";
import { testPlatform } from "../testing/platform.ts";
import { testServer } from "../testing/server.ts";
import { aWorld } from "./access/a-world.testing.ts";
import { namingQueries, ownOnly } from "./access/chain-wide.testing.ts";
import { parametersOf, thingOf } from "./access/world.testing.ts";

/**
 * Walks every route that the wings declare, so a new one is covered by being there. What it cannot know by itself stands in
 * `access/*.testing.ts`, one file a wing; it fails and says so when something is missing there.
 */
const testing = await testPlatform();
const server = await testServer(testing);
const world = await aWorld(testing, server);
const routes = testing.wings.flatMap((wing) => wing.routes ?? []);
const keyOf = (route: Route) => `${route.method} ${route.path}`;
const guarded = routes.filter((route) => route.access !== "public");
const needing = (route: Route): Permission | null =>
  route.access === "public" || route.access === "signed_in" ? null : route.access;

await testing.platform.db.transaction().execute((tx) =>
  createRole(tx, world.admin.actor, {
    code: "everything",
    name: "全部权限",
    duties: "测试",
    permissions: [...allPermissions],
    unitKinds: ["region", "store"],
    home: "overview",
  }),
);

const { hq, north, stores } = world.chain;
const places: Readonly<Record<string, string>> = {
  region: north.id,
  store: stores.N1.id,
  tenant: world.northernTenantId,
  headquarters: hq.id,
};
const { rows: roles } = await sql<{ code: string; unitKinds: string[]; builtin: boolean }>`
  select code, unit_kinds as "unitKinds", builtin from role where builtin or code = 'everything' order by sort_order`.execute(
  testing.platform.db,
);

/** One of each role, as low in the tree as it can stand: in the north, unless it belongs to headquarters. */
const people: {
  readonly role: string;
  readonly scoped: boolean;
  /** Works at a tenant of the north: the store that `queries` name is not theirs. */
  readonly atTenant?: boolean;
  readonly person: TestPerson;
}[] = [];
for (const role of roles) {
  const kind =
    ["region", "store", "tenant", "headquarters"].find((candidate) => role.unitKinds.includes(candidate)) ??
    "headquarters";
  const person = await aPerson(testing, { roleCode: role.code, unitId: places[kind] ?? hq.id });
  people.push({ role: role.code, scoped: kind !== "headquarters", atTenant: kind === "tenant", person });
}
people.push({
  role: "everything@store",
  scoped: true,
  person: await aPerson(testing, { roleCode: "everything", unitId: stores.N1.id }),
});

/** The path with its parameters filled in by `pick`; a parameter that nothing is known of gets a value of no meaning. */
function fill(route: Route, pick: "foreign" | "missing"): string {
  return route.path.replace(/:(\w+)/g, (_match, parameter: string) =>
    String(thingOf(world, route, parameter)?.[pick] ?? "unknown"),
  );
}

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly requestId?: string };
}

async function call(route: Route, path: string, cookie?: string): Promise<Answer> {
  const { status, body } = await server.call<Answer["body"]>(route.method, path, {
    cookie,
    body: world.bodies[keyOf(route)],
  });
  return { status, body: typeof body === "object" && body !== null ? { ...body, requestId: undefined } : body };
}

/** Some things are headquarters' alone, whatever the role allows: that answer is the same for every id, too. */
function wholeChainOnly(body: unknown): boolean {
  return ["whole_chain_only", "forbidden"].includes((body as { code?: string } | null)?.code ?? "");
}

/** The query that a route needs, with `more` put in or in place. */
function query(route: Route, more: Record<string, string> = {}): string {
  return new URLSearchParams({ ...world.queries[keyOf(route)], ...more }).toString();
}

/** Whoever of the north may call a route. */
function callers(route: Route): typeof people {
  const permission = needing(route);
  return people.filter(
    ({ scoped, person }) => scoped && (permission === null || person.actor.permissions.has(permission)),
  );
}

const naming = guarded.filter((route) =>
  parametersOf(route.path).some((parameter) => thingOf(world, route, parameter) !== null),
);

describe("every route", () => {
  it("is known: what its path names, and a body to send", () => {
    const unknown = guarded.flatMap((route) =>
      parametersOf(route.path)
        .filter((parameter) => thingOf(world, route, parameter) === undefined)
        .map(
          (parameter) =>
            `${keyOf(route)}: what is :${parameter}? Add a thing to its wing's file in app/access, or a reason to chain-wide.testing.ts`,
        ),
    );
    const bodiless = naming
      .filter((route) => route.body !== undefined && route.raw === undefined && !(keyOf(route) in world.bodies))
      .map((route) => `${keyOf(route)}: add a valid body to its wing's file in app/access`);
    expect([...unknown, ...bodiless]).toEqual([]);
    expect(guarded.length).toBeGreaterThan(40);
  });

  it("answers 401 to whoever is not signed in, by cookie or by key [OR-05]", async () => {
    for (const route of guarded) {
      expect([keyOf(route), await call(route, fill(route, "foreign"))]).toEqual([
        keyOf(route),
        { status: 401, body: expect.objectContaining({ code: "not_signed_in" }) },
      ]);
      const byKey = await server.call(route.method, fill(route, "foreign"), {
        headers: { authorization: `Bearer flk_${"x".repeat(43)}` },
      });
      expect([keyOf(route), byKey.status]).toEqual([keyOf(route), 401]);
    }
  });

  it("answers 403 to every role that lacks its permission [OR-05]", async () => {
    let refused = 0;
    for (const route of guarded) {
      const permission = needing(route);
      for (const { role, person } of people) {
        if (permission === null || person.actor.permissions.has(permission)) continue;
        const { status, body } = await call(route, fill(route, "foreign"), person.cookie);
        expect([keyOf(route), role, status, body.code]).toEqual([keyOf(route), role, 403, "forbidden"]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it.each(naming.map((route) => [keyOf(route), route] as const))(
    "%s answers a foreign store's thing as it answers one that does not exist [OR-05]",
    async (key, route) => {
      const testers = callers(route);
      expect(testers.length).toBeGreaterThan(0);
      for (const { role, person } of testers) {
        const foreign = await call(route, fill(route, "foreign"), person.cookie);
        const missing = await call(route, fill(route, "missing"), person.cookie);
        expect([role, foreign]).toEqual([role, missing]);
        if (route.method !== "GET" && !wholeChainOnly(foreign.body))
          expect([key, role, foreign.status]).toEqual([key, role, 404]);
      }
    },
  );

  it.each(
    guarded
      .filter(
        (route) =>
          route.method === "GET" &&
          parametersOf(route.path).every((parameter) => thingOf(world, route, parameter) === null),
      )
      .map((route) => [keyOf(route), route] as const),
  )("%s shows nothing of a foreign store [OR-05]", async (_key, route) => {
    if (parametersOf(route.path).length > 0) return;
    for (const { role, atTenant, person } of callers(route)) {
      const { status, body } = await server.call("GET", `${route.path}?${query(route)}`, {
        cookie: person.cookie,
      });
      if (status === 403 && wholeChainOnly(body)) continue;
      if (status === 404 && atTenant && "orgUnitId" in (world.queries[keyOf(route)] ?? {})) continue;
      expect([role, status]).toEqual([role, 200]);
      const text = JSON.stringify(body);
      expect([role, world.secrets.filter((secret) => text.includes(secret))]).toEqual([role, []]);
    }
  });

  it("filters by a foreign store's thing as by one that does not exist [OR-05]", async () => {
    let asked = 0;
    for (const route of guarded.filter(
      (candidate) => candidate.method === "GET" && parametersOf(candidate.path).length === 0,
    )) {
      const shape = route.query === undefined ? {} : ((route.query as { shape?: object }).shape ?? {});
      for (const name of Object.keys(shape).filter((candidate) => candidate in namingQueries)) {
        const thing = world.things[namingQueries[name] ?? ""];
        for (const { role, person } of callers(route)) {
          const ask = (id: string | number | undefined) =>
            call(route, `${route.path}?${query(route, { [name]: String(id) })}`, person.cookie);
          expect([keyOf(route), name, role, await ask(thing?.foreign)]).toEqual([
            keyOf(route),
            name,
            role,
            await ask(thing?.missing),
          ]);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(10);
  });

  it("takes a foreign store's thing in a body as one that does not exist [OR-05]", async () => {
    for (const { request, thing, body } of world.naming) {
      const [method = "", path = ""] = request.split(" ");
      for (const { person } of people.filter(({ role }) => role === "everything")) {
        const ask = async (id: string | number) => {
          const { status, body: answer } = await server.call<{ code: string; title: string }>(method, path, {
            cookie: person.cookie,
            body: body(id),
          });
          return { request, status, code: answer.code, title: answer.title };
        };
        const foreign = await ask(world.things[thing]?.foreign ?? "");
        expect(foreign).toEqual(await ask(world.things[thing]?.missing ?? ""));
      }
    }
  });
});

describe("headquarters", () => {
  const reachable = naming.filter((route) => !ownOnly.has(keyOf(route)));

  it.each(reachable.map((route) => [keyOf(route), route] as const))(
    "%s reaches the very thing that the north does not",
    async (_key, route) => {
      const foreign = await call(route, fill(route, "foreign"), world.admin.cookie);
      const missing = await call(route, fill(route, "missing"), world.admin.cookie);
      expect([foreign.status, foreign.body]).not.toEqual([missing.status, missing.body]);
      expect([400, 401, 403, 404]).not.toContain(foreign.status);
    },
  );
});
