import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { readerState, textChanges } from "./rules.ts";

interface Answer {
  code?: string;
  id: string;
  title: string;
  version: number;
  state: string;
  mine: boolean;
  reached: number;
  read: number;
  confirmed: number;
  openFeedback: number;
  unread: number;
  toConfirm: number;
  overdue: number;
  people: { staffId: string; read: boolean; confirmed: boolean }[];
  rows: { unitName: string; reached: number; read: number; confirmed: number; feedback: number }[];
  changes: { sinceVersion: number; title: unknown; body: { kind: string; text: string }[] | null } | null;
  feedback: { takenUpIn: number | null; reply: string | null }[];
  byKind: Record<string, number>;
  items: Answer[];
  errors?: { path: string; message: string }[];
}

describe("what a reader still has to do", () => {
  const notice = { version: 3, material: 2, needsConfirmation: true };
  it("is asked anew by a material version only [OR-12]", () => {
    expect(readerState({ ...notice, lastRead: null, lastConfirmed: null })).toBe("unread");
    expect(readerState({ ...notice, lastRead: 1, lastConfirmed: 1 })).toBe("unread");
    expect(readerState({ ...notice, lastRead: 2, lastConfirmed: 1 })).toBe("to_confirm");
    expect(readerState({ ...notice, lastRead: 2, lastConfirmed: 2 })).toBe("changed");
    expect(readerState({ ...notice, lastRead: 3, lastConfirmed: 2 })).toBe("done");
    expect(readerState({ ...notice, needsConfirmation: false, lastRead: 3, lastConfirmed: null })).toBe("done");
  });

  it("is shown word by word, also in Chinese", () => {
    expect(textChanges("满 300 减 30", "满 300 减 30")).toBeNull();
    const changes = textChanges("周末满 300 减 30，限黄金。", "周末满 300 减 50，限黄金。");
    expect(changes?.filter((each) => each.kind !== "same")).toEqual([
      { kind: "removed", text: "30" },
      { kind: "added", text: "50" },
    ]);
    expect(
      changes
        ?.filter((each) => each.kind !== "added")
        .map((each) => each.text)
        .join(""),
    ).toBe("周末满 300 减 30，限黄金。");
  });
});

describe("notices between headquarters, regions and stores", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let region: TestPerson;
  let southernRegion: TestPerson;
  let manager: TestPerson;
  let guide: TestPerson;
  let southern: TestPerson;
  let notice: Answer;
  const call = (who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Answer>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const badge = async (who: TestPerson) => {
    const { unread, toConfirm, overdue } = (await call(who, "GET", "/me/notices/count")).body;
    return [unread, toConfirm, overdue];
  };
  const activity = () => ({
    title: "周末黄金满减",
    body: "周末满 300 减 30，限黄金饰品。",
    attachments: [
      { kind: "link", title: "海报", url: "https://example.com/poster.png" },
      { kind: "text", title: "话术", text: "这周末黄金满减，帮您留一件？" },
    ],
    unitIds: [chain.hq.id],
    roleCodes: ["store_manager", "guide"],
    confirmBy: "2026-06-15T10:00:00Z",
  });

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    southernRegion = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
    southern = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.S1.id });
  });

  it("reach the chosen units and roles, and nobody else [OR-12]", async () => {
    const target = { unitIds: [chain.hq.id], roleCodes: ["guide"] };
    expect((await call(operator, "POST", "/notices/reach", target)).body).toEqual({ people: 2 });
    const published = await call(operator, "POST", "/notices", activity());
    expect(published).toMatchObject({ status: 201, body: { version: 1, reached: 3, read: 0, confirmed: 0 } });
    notice = published.body;
    expect(await badge(guide)).toEqual([1, 1, 0]);
    expect(await badge(region)).toEqual([0, 0, 0]);
    expect((await call(region, "GET", `/me/notices/${notice.id}`)).status).toBe(404);
    const nobody = { ...activity(), unitIds: [chain.stores.N2.id] };
    expect((await call(operator, "POST", "/notices", nobody)).body.code).toBe("notice_reaches_nobody");
    const late = { ...activity(), confirmBy: "2026-06-15T03:00:00Z" };
    expect((await call(operator, "POST", "/notices", late)).body.errors?.[0]?.path).toBe("confirmBy");
    const script = { ...activity(), attachments: [{ kind: "link", title: "坏", url: "javascript:alert(1)" }] };
    expect((await call(operator, "POST", "/notices", script)).body.code).toBe("invalid_input");
  });

  it("are read and confirmed, with rates at each level of the tree [OR-12] [OR-05]", async () => {
    const path = `/me/notices/${notice.id}`;
    expect((await call(guide, "POST", `${path}/read`, { version: 1 })).body).toMatchObject({ unread: 0, toConfirm: 1 });
    expect((await call(guide, "POST", `${path}/confirm`, { version: 1 })).body).toMatchObject({ state: "done" });
    await call(manager, "POST", `${path}/read`, { version: 1 });
    const whole = (await call(operator, "GET", `/notices/${notice.id}/progress`)).body;
    expect(whole.rows).toMatchObject([
      { unitName: "北区", reached: 2, read: 2, confirmed: 1 },
      { unitName: "南区", reached: 1, read: 0, confirmed: 0 },
    ]);
    const north = (await call(region, "GET", `/notices/${notice.id}/progress`)).body;
    expect(north.rows).toMatchObject([{ unitName: "北一店", reached: 2, read: 2, confirmed: 1 }]);
    expect(north.people.map(({ staffId, confirmed }) => [staffId, confirmed])).toEqual([
      [manager.id, false],
      [guide.id, true],
    ]);
    expect((await call(region, "GET", `/notices/${notice.id}`)).body).toMatchObject({ reached: 2, mine: false });
    expect((await call(region, "GET", `/notices/${notice.id}/progress?orgUnitId=${chain.south.id}`)).status).toBe(404);
    feilun.clock.set("2026-06-15T11:00:00Z");
    expect(await badge(manager)).toEqual([0, 1, 1]);
  });

  it("bring the field's feedback back and are revised in answer to it; a material change is confirmed anew [OR-12]", async () => {
    const path = `/me/notices/${notice.id}`;
    const said = await call(guide, "POST", `${path}/feedback`, {
      kind: "price",
      body: "隔壁满 300 减 50，顾客都在比价",
    });
    expect(said).toMatchObject({ status: 201, body: { feedback: [{ takenUpIn: null }] } });
    await call(southern, "POST", `${path}/feedback`, { kind: "out_of_stock", body: "古法手镯断货" });
    const all = (await call(operator, "GET", `/notices/${notice.id}/feedback`)).body;
    expect(all.byKind).toEqual({ out_of_stock: 1, script: 0, price: 1, customer_reaction: 0, other: 0 });
    // A region hears its own stores only.
    const heard = (await call(region, "GET", `/notices/${notice.id}/feedback`)).body;
    expect(heard.items.map(({ id }) => id)).toEqual([heard.items[0]?.id]);
    const price = heard.items[0]?.id ?? "";
    const revision = {
      title: "周末黄金满减",
      body: "周末满 300 减 50，限黄金饰品。",
      material: true,
      note: "减 30 改为减 50",
      takesUp: [price],
      basedOn: 1,
      confirmBy: "2026-06-17T10:00:00Z",
    };
    expect((await call(region, "POST", `/notices/${notice.id}/versions`, revision)).status).toBe(403);
    const revised = await call(operator, "POST", `/notices/${notice.id}/versions`, revision);
    expect(revised).toMatchObject({ status: 201, body: { version: 2, read: 0, confirmed: 0, openFeedback: 1 } });
    expect((await call(operator, "POST", `/notices/${notice.id}/versions`, revision)).body.code).toBe("notice_changed");
    expect(await badge(guide)).toEqual([1, 1, 0]);
    const again = (await call(guide, "GET", path)).body;
    expect(again).toMatchObject({
      state: "unread",
      changes: { sinceVersion: 1, title: null },
      feedback: [{ takenUpIn: 2 }],
    });
    expect(again.changes?.body?.filter((each) => each.kind === "added")).toEqual([{ kind: "added", text: "50" }]);
    expect((await call(guide, "POST", `${path}/confirm`, { version: 1 })).body.code).toBe("notice_changed");
    expect((await call(guide, "POST", `${path}/confirm`, { version: 2 })).body).toMatchObject({
      state: "done",
      changes: null,
    });
  });

  it("show a correction without asking for confirmation again [OR-12]", async () => {
    const correction = {
      ...activity(),
      body: "周末满 300 减 50，限黄金饰品，含古法。",
      material: false,
      note: "补充古法",
      basedOn: 2,
    };
    const { confirmBy: _same, unitIds: _units, roleCodes: _roles, ...fields } = correction;
    const { body } = await call(operator, "POST", `/notices/${notice.id}/versions`, fields);
    expect(body).toMatchObject({ version: 3, confirmed: 1 });
    expect(await badge(guide)).toEqual([0, 0, 0]);
    expect((await call(guide, "GET", `/me/notices/${notice.id}`)).body).toMatchObject({ state: "changed" });
  });

  it("answer feedback in words, each region its own, and close with a note [OR-12]", async () => {
    const { items } = (await call(operator, "GET", `/notices/${notice.id}/feedback`)).body;
    const stock = items[0]?.id ?? "";
    const path = `/notices/${notice.id}/feedback/${stock}/reply`;
    expect((await call(region, "POST", path, { reply: "不该看到" })).status).toBe(404);
    expect((await call(southernRegion, "POST", path, { reply: "周四从广州仓调 20 件" })).status).toBe(200);
    expect((await call(southern, "GET", `/me/notices/${notice.id}`)).body.feedback[0]?.reply).toContain("广州仓");
    const closed = await call(operator, "POST", `/notices/${notice.id}/close`, { note: "活动结束，谢谢各店" });
    expect(closed.body).toMatchObject({ reached: 3, openFeedback: 0 });
    expect(await badge(southern)).toEqual([0, 0, 0]);
    const late = await call(southern, "POST", `/me/notices/${notice.id}/feedback`, { kind: "other", body: "还有人问" });
    expect(late.body.code).toBe("notice_closed");
    // Who comes later is not counted in what is over.
    feilun.clock.set("2026-06-15T17:00:00Z");
    await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.S2.id });
    expect((await call(operator, "GET", `/notices/${notice.id}`)).body.reached).toBe(3);
  });

  it("are issued by a region to its own, and page with the open ones first [OR-12] [OR-05]", async () => {
    const own = { title: "北区晨会", body: "明早八点晨会", kind: "other", unitIds: [chain.north.id] };
    const { body } = await call(region, "POST", "/notices", own);
    expect(body).toMatchObject({ reached: 3, mine: true });
    expect((await call(southernRegion, "GET", `/notices/${body.id}`)).status).toBe(404);
    const beyond = await call(region, "POST", "/notices", { ...own, unitIds: [chain.south.id] });
    expect(beyond.body.errors?.[0]?.path).toBe("unitIds");
    const pages = [];
    let cursor = "";
    do {
      const page = (
        await server.call<Answer & { nextCursor: string | null }>("GET", `/notices?limit=1${cursor}`, {
          cookie: operator.cookie,
        })
      ).body;
      pages.push(...page.items.map((each) => each.title));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
    } while (cursor);
    expect(pages).toEqual(["北区晨会", "周末黄金满减"]);
  });
});
