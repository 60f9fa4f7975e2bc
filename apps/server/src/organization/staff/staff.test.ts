import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { upsertStaff } from "./upsert-staff.ts";

interface Person {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly posts: {
    readonly id: string;
    readonly unitName: string;
    readonly roleCode: string;
    readonly kind: string;
    readonly fromDay: string;
    readonly toDay: string | null;
  }[];
}

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly errors?: { readonly path: string; readonly message: string }[];
}

// Noon of 15 June in Shanghai.
const platform = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const server = await testServer(platform);
const { db } = platform.platform;
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });

function send<Body = Person & Problem>(method: string, path: string, body: object | undefined, cookie = admin.cookie) {
  return server.call<Body>(method, path, { cookie, body });
}

let people = 0;
async function hire(posts: object[], cookie = admin.cookie, extra: object = {}) {
  people += 1;
  return send("POST", "/staff", { code: `H${people}`, name: `王${people}`, posts, ...extra }, cookie);
}

const guideAt = (store: keyof typeof chain.stores, extra: object = {}) => ({
  unitId: chain.stores[store].id,
  roleCode: "guide",
  fromDay: "2026-01-01",
  ...extra,
});

async function roster(store: keyof typeof chain.stores, day: string): Promise<string[]> {
  const { body } = await server.call<{ items: { staffName: string; kind: string }[] }>(
    "GET",
    `/stores/${chain.stores[store].no}/roster?day=${day}`,
    { cookie: admin.cookie },
  );
  return body.items.map((entry) => `${entry.staffName}:${entry.kind}`);
}

async function storesSeenBy(cookie: string): Promise<string[]> {
  const { body } = await server.call<{ items: { code: string }[] }>("GET", "/stores", { cookie });
  return body.items.map((store) => store.code);
}

describe("staff and posts", () => {
  it("lets one guide serve several stores, rotate and help out with dates, and knows who serves a store on a day", async () => {
    const { body: anna } = await hire([guideAt("N1"), guideAt("S1")]);
    const { body: ben } = await hire([
      guideAt("N1", { kind: "rotation", toDay: "2026-06-14" }),
      guideAt("N2", { kind: "rotation", fromDay: "2026-06-15" }),
    ]);
    const support = await send("POST", `/staff/${anna.id}/posts`, {
      ...guideAt("N2"),
      kind: "support",
      fromDay: "2026-06-20",
      toDay: "2026-06-21",
    });
    expect(support.status).toBe(201);
    expect(await roster("N1", "2026-06-14")).toEqual([`${anna.name}:regular`, `${ben.name}:rotation`]);
    expect(await roster("N1", "2026-06-15")).toEqual([`${anna.name}:regular`]);
    expect(await roster("N2", "2026-06-19")).toEqual([`${ben.name}:rotation`]);
    expect(await roster("N2", "2026-06-21")).toEqual([`${ben.name}:rotation`, `${anna.name}:support`]);
    expect(await roster("N2", "2026-06-22")).toEqual([`${ben.name}:rotation`]);
    expect(await roster("S1", "2026-06-20")).toEqual([`${anna.name}:regular`]);
  });

  it("opens and shuts the scope with the post's days, in the shop's time zone [OR-05]", async () => {
    const helper = await aPerson(platform, { roleCode: "guide", unitId: chain.stores.N1.id });
    await send("POST", `/staff/${helper.id}/posts`, {
      ...guideAt("S2"),
      kind: "support",
      fromDay: "2026-06-16",
      toDay: "2026-06-16",
    });
    platform.clock.set("2026-06-15T15:59:00Z");
    expect(await storesSeenBy(helper.cookie)).toEqual(["N1"]);
    platform.clock.set("2026-06-15T16:00:00Z");
    expect(await storesSeenBy(helper.cookie)).toEqual(["N1", "S2"]);
    platform.clock.set("2026-06-16T03:00:00Z");
    expect(await storesSeenBy(helper.cookie)).toEqual(["N1", "S2"]);
    platform.clock.set("2026-06-16T14:00:00Z");
    expect(await storesSeenBy(helper.cookie)).toEqual(["N1", "S2"]);
    platform.clock.set("2026-06-16T16:00:00Z");
    expect(await storesSeenBy(helper.cookie)).toEqual(["N1"]);
    platform.clock.set("2026-06-15T04:00:00Z");
  });

  it("refuses the same post twice, support without an end, and a role where it does not belong", async () => {
    const { body: person } = await hire([guideAt("N1")]);
    const post = (body: object) => send("POST", `/staff/${person.id}/posts`, body);
    expect((await post(guideAt("N1", { fromDay: "2026-07-01" }))).body.code).toBe("post_overlaps");
    expect((await post(guideAt("N2", { kind: "support" }))).body.errors?.[0]).toEqual({
      path: "toDay",
      message: "临时支援需要填写结束日期",
    });
    expect((await post({ ...guideAt("N1"), unitId: chain.north.id })).body.errors?.[0]?.message).toBe(
      "「导购」只能任职于门店",
    );
    const ended = await send("POST", `/staff/${person.id}/posts/${person.posts[0]?.id}/end`, { lastDay: "2026-06-30" });
    expect(ended.status).toBe(204);
    expect((await post(guideAt("N1", { fromDay: "2026-07-01" }))).status).toBe(201);
  });

  it("closes the account of one who leaves: sessions end, posts end, coming posts are dropped", async () => {
    const leaver = await aPerson(platform, { roleCode: "guide", unitId: chain.stores.N1.id });
    await send("POST", `/staff/${leaver.id}/posts`, { ...guideAt("N2"), fromDay: "2026-08-01" });
    const answer = await send("POST", `/staff/${leaver.id}/leave`, undefined);
    expect(answer).toMatchObject({
      status: 200,
      body: { postsEnded: 2, sessionsEnded: 1, storesWithoutContact: [], apiKeys: [] },
    });
    expect((await server.call("GET", "/me", { cookie: leaver.cookie })).status).toBe(401);
    expect(await roster("N1", "2026-06-16")).not.toContain(`${leaver.actor.name}:regular`);
    expect(await roster("N2", "2026-08-02")).not.toContain(`${leaver.actor.name}:regular`);
    expect((await send("POST", `/staff/${leaver.id}/posts`, guideAt("N1", { fromDay: "2026-07-01" }))).body.code).toBe(
      "staff_left",
    );
    expect((await send("POST", `/staff/${leaver.id}/return`, undefined)).body).toMatchObject({ status: "active" });
    expect((await send("POST", `/staff/${leaver.id}/posts`, guideAt("N1", { fromDay: "2026-07-01" }))).status).toBe(
      201,
    );
  });

  it("keeps the catalogue of team roles with their duties and assigns people to them [OR-15]", async () => {
    const { body: catalogue } = await server.call<{ items: { code: string; name: string; duties: string }[] }>(
      "GET",
      "/roles",
      { cookie: admin.cookie },
    );
    const names = catalogue.items.map((role) => role.name);
    for (const name of ["操盘手", "内容运营", "活动运营", "社群运营", "首席聊天官", "用户体验官", "内容运营官"])
      expect(names).toContain(name);
    expect(catalogue.items.every((role) => role.duties !== "")).toBe(true);
    const role = {
      code: "live_host",
      name: "直播主理人",
      duties: "策划并主持门店直播",
      permissions: ["product.read"],
      unitKinds: ["store"],
      home: "overview",
    };
    expect((await send("POST", "/roles", role)).status).toBe(201);
    const { body: host } = await hire([
      { ...guideAt("S1"), roleCode: "live_host" },
      { unitId: chain.hq.id, roleCode: "chief_chat_officer", fromDay: "2026-06-01" },
    ]);
    expect(host.posts.map((post) => post.roleCode).sort()).toEqual(["chief_chat_officer", "live_host"]);
    const { body: after } = await server.call<{ items: { code: string; holders: number }[] }>("GET", "/roles", {
      cookie: admin.cookie,
    });
    expect(after.items.find((one) => one.code === "live_host")?.holders).toBe(1);
    expect((await send("DELETE", "/roles/live_host", undefined)).body.code).toBe("role_in_use");
    expect((await send("DELETE", "/roles/content_officer", undefined)).status).toBe(204);
    expect((await send("DELETE", "/roles/guide", undefined)).body.code).toBe("role_builtin");
  });

  it("changes what a role allows from the holders' next request on [OR-05]", async () => {
    const fields = {
      code: "night_watch",
      name: "夜班",
      duties: "守夜",
      permissions: ["organization.read"],
      unitKinds: ["store"],
      home: "store",
    };
    await send("POST", "/roles", fields);
    const watch = await aPerson(platform, { roleCode: "night_watch", unitId: chain.stores.N1.id });
    expect(await storesSeenBy(watch.cookie)).toEqual(["N1"]);
    await send("PATCH", "/roles/night_watch", { permissions: ["product.read"] });
    expect((await server.call("GET", "/stores", { cookie: watch.cookie })).status).toBe(403);
  });
});

describe("limits of a manager's authority", () => {
  it("gives and manages nothing beyond one's own permissions and stores [OR-05]", async () => {
    const manager = await aPerson(platform, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    expect((await hire([guideAt("N1")], manager.cookie)).status).toBe(201);
    expect((await hire([guideAt("N2")], manager.cookie)).status).toBe(404);
    expect((await hire([], manager.cookie)).status).toBe(400);
    const fields = {
      code: "local_admin",
      name: "越权",
      duties: "",
      permissions: ["audit.read"],
      unitKinds: ["store"],
      home: "store",
    };
    await send("POST", "/roles", fields);
    expect((await hire([{ ...guideAt("N1"), roleCode: "local_admin" }], manager.cookie)).body.code).toBe(
      "beyond_authority",
    );
    const { body: roles } = await server.call<{ items: { code: string; assignable: boolean }[] }>("GET", "/roles", {
      cookie: manager.cookie,
    });
    const assignable = roles.items.filter((role) => role.assignable).map((role) => role.code);
    expect(assignable).toEqual(expect.arrayContaining(["store_manager", "guide"]));
    expect(assignable).not.toEqual(expect.arrayContaining(["region_manager"]));
    expect(assignable).not.toContain("admin");
    // Once a guide of the store, now in charge of the region: still in the store's list, but not the store manager's to manage.
    const { body: risen } = await hire([
      guideAt("N1", { toDay: "2026-05-31" }),
      { unitId: chain.north.id, roleCode: "region_manager", fromDay: "2026-06-01" },
    ]);
    const seen = await send("GET", `/staff/${risen.id}`, undefined, manager.cookie);
    expect(seen.body.posts.map((post) => post.unitName)).toEqual(["北一店"]);
    for (const [method, path, body] of [
      ["PATCH", "", { login: "stolen.account" }],
      ["POST", "/password", { password: "let me in please" }],
      ["POST", "/leave", undefined],
      ["POST", "/sessions/revoke", undefined],
    ] as const) {
      expect(await send(method, `/staff/${risen.id}${path}`, body, manager.cookie)).toMatchObject({
        status: 403,
        body: { code: "beyond_authority" },
      });
    }
  });

  it("always leaves one administrator", async () => {
    const second = await hire([{ unitId: chain.hq.id, roleCode: "admin", fromDay: "2026-01-01" }], admin.cookie, {
      login: "second.admin",
      password: "a very good secret",
    });
    const first = await send(
      "POST",
      `/staff/${admin.id}/posts/${(await send("GET", `/staff/${admin.id}`, undefined)).body.posts[0]?.id}/end`,
      { lastDay: "2026-06-15" },
    );
    expect(first.status).toBe(204);
    const last = await send("POST", `/staff/${second.body.id}/leave`, undefined);
    expect(last.body.code).toBe("last_admin");
    expect((await send("PATCH", `/staff/${second.body.id}`, { login: null })).body.code).toBe("last_admin");
    expect((await send("PATCH", "/roles/admin", { permissions: [] })).body.code).toBe("admin_fixed");
  });
});

describe("upsertStaff", () => {
  it("writes people with posts at once, and changes nothing the second time", async () => {
    const rows = [
      { code: "I1", name: "赵一", posts: [{ unitCode: "N1", roleCode: "store_manager", fromDay: "2026-01-01" }] },
      {
        code: "I2",
        name: "钱二",
        posts: [
          { unitCode: "N1", roleCode: "guide", fromDay: "2026-01-01" },
          { unitCode: "N2", roleCode: "guide", kind: "support" as const, fromDay: "2026-06-01", toDay: "2026-06-30" },
        ],
      },
    ];
    const first = await db.transaction().execute((tx) => upsertStaff(tx, rows));
    expect(await db.transaction().execute((tx) => upsertStaff(tx, rows))).toEqual(first);
    const { body } = await server.call<{ items: Person[] }>("GET", "/staff?text=I2", {
      cookie: (await aPerson(platform, { roleCode: "hq_operator", unitId: chain.hq.id })).cookie,
    });
    expect(body.items[0]?.posts.map((post) => [post.unitName, post.kind])).toEqual([
      ["北二店", "support"],
      ["北一店", "regular"],
    ]);
    await expect(
      db
        .transaction()
        .execute((tx) =>
          upsertStaff(tx, [
            { code: "I3", name: "孙三", posts: [{ unitCode: "N1", roleCode: "pilot", fromDay: "2026-01-01" }] },
          ]),
        ),
    ).rejects.toThrow("N1 / pilot");
  });
});
