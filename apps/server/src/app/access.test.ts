import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { allPermissions, type Permission } from "../kernel/http/permission.ts";
import type { Route } from "../kernel/http/route.ts";
import { createRole } from "../organization/roles/roles.ts";
import { aPerson, type TestPerson } from "../testing/people.ts";
import { testPlatform } from "../testing/platform.ts";
import { testServer } from "../testing/server.ts";
import { aWorld, bodiesFor, parametersOf, queries, thingOf } from "./access.testing.ts";

/**
 * Walks every route that the wings declare, so a new one is covered by being there. What it cannot know by itself stands in
 * `access.testing.ts`; it fails and says so when something is missing there.
 */
const testing = await testPlatform();
const server = await testServer(testing);
const world = await aWorld(testing);
const bodies = bodiesFor(world);
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
const places: Readonly<Record<string, string>> = { region: north.id, store: stores.N1.id, headquarters: hq.id };
const { rows: roles } = await sql<{ code: string; unitKinds: string[]; builtin: boolean }>`
  select code, unit_kinds as "unitKinds", builtin from role where builtin or code = 'everything' order by sort_order`.execute(
  testing.platform.db,
);

/** One of each role, as low in the tree as it can stand: in the north, unless it belongs to headquarters. */
const people: { readonly role: string; readonly scoped: boolean; readonly person: TestPerson }[] = [];
for (const role of roles) {
  const kind =
    ["region", "store", "headquarters"].find((candidate) => role.unitKinds.includes(candidate)) ?? "headquarters";
  const person = await aPerson(testing, { roleCode: role.code, unitId: places[kind] ?? hq.id });
  people.push({ role: role.code, scoped: kind !== "headquarters", person });
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
    body: bodies[keyOf(route)],
  });
  return { status, body: typeof body === "object" && body !== null ? { ...body, requestId: undefined } : body };
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
            `${keyOf(route)}: what is :${parameter}? Add a thing or a chain-wide name to access.testing.ts`,
        ),
    );
    const bodiless = naming
      .filter((route) => route.body !== undefined && route.raw === undefined && !(keyOf(route) in bodies))
      .map((route) => `${keyOf(route)}: add a valid body to access.testing.ts`);
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
        if (route.method !== "GET") expect([key, role, foreign.status]).toEqual([key, role, 404]);
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
  )("%s shows nothing of a foreign store [OR-05]", async (key, route) => {
    if (parametersOf(route.path).length > 0) return;
    for (const { role, person } of callers(route)) {
      const { status, body } = await server.call("GET", `${route.path}${queries[key] ?? ""}`, {
        cookie: person.cookie,
      });
      expect([role, status]).toEqual([role, 200]);
      const text = JSON.stringify(body);
      expect([role, world.secrets.filter((secret) => text.includes(secret))]).toEqual([role, []]);
    }
  });
});

describe("headquarters", () => {
  it("reaches the very things that the north does not: the walk above is about something", async () => {
    const readable = naming.filter((route) => route.method === "GET");
    for (const route of readable) {
      const foreign = await call(route, fill(route, "foreign"), world.admin.cookie);
      const missing = await call(route, fill(route, "missing"), world.admin.cookie);
      expect([keyOf(route), foreign.status]).toEqual([keyOf(route), 200]);
      expect([keyOf(route), foreign.body]).not.toEqual([keyOf(route), missing.body]);
    }
    for (const route of naming.filter(
      (candidate) => candidate.method !== "GET" && candidate.path !== "/me/sessions/:sessionId",
    )) {
      const { status } = await call(route, fill(route, "foreign"), world.admin.cookie);
      expect([keyOf(route), [400, 401, 403, 404].includes(status)]).toEqual([keyOf(route), false]);
    }
  });
});
