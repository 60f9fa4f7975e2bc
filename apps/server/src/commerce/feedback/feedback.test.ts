import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { upsertProducts } from "../products/upsert-products.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let guide: TestPerson;
let southern: TestPerson;
let memberNo: number;

interface Feedback {
  id: string;
  status: string;
  toldAt: string | null;
  products: { sku: string; name: string | null }[];
  code?: string;
}

const call = <Body = Feedback>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.S1.id });
  await platform.db.transaction().execute(async (tx) => {
    await upsertProducts(tx, [{ sku: "T1", name: "乌龙茶" }]);
    const [made] = await upsertMembers(tx, platform, [
      {
        identifiers: [{ kind: "phone", value: "13600000001" }],
        storeNo: chain.stores.N1.no,
        source: "pos",
        observedAt: feilun.clock.now(),
      },
    ]);
    memberNo = made?.memberNo as number;
  });
});

describe("feedback as product input", () => {
  it("goes from the guide to the product owner and back to the customer [DT-23]", async () => {
    const said = {
      memberNo,
      source: "guide",
      stage: "design",
      topic: "包装",
      sentiment: "negative",
      body: "罐子太难打开了",
      skus: ["T1"],
    };
    expect((await call("POST", "/feedback", { ...said, skus: ["NOPE"] }, guide)).status).toBe(400);
    const made = await call("POST", "/feedback", said, guide);
    expect([made.status, made.body.products]).toEqual([201, [{ sku: "T1", name: "乌龙茶" }]]);
    const path = `/feedback/${made.body.id}`;
    expect((await call("POST", `${path}/told`, undefined, guide)).body.code).toBe("feedback_unanswered");
    expect((await call("POST", `${path}/answer`, { status: "planned", answer: "下一批换易拉盖" }, guide)).status).toBe(
      403,
    );
    expect((await call("POST", `${path}/answer`, { status: "planned", answer: "下一批换易拉盖" })).body.status).toBe(
      "planned",
    );
    expect((await call("POST", `${path}/told`, undefined, guide)).body.toldAt).not.toBeNull();
    expect((await call("POST", `${path}/answer`, { status: "done", answer: "已换易拉盖" })).body.toldAt).toBeNull();
    const timeline = await call<{ items: { label: string; summary: string }[] }>(
      "GET",
      `/members/${memberNo}/timeline`,
    );
    expect(timeline.body.items[0]).toMatchObject({ label: "提交反馈", summary: "投诉 · 包装" });
  });

  it("is counted by product, topic and month, exported, and kept within scope [DT-23]", async () => {
    const other = {
      source: "member",
      stage: "research",
      topic: "口味",
      sentiment: "positive",
      body: "想要无糖款",
      storeNo: chain.stores.N1.no,
    };
    await call("POST", "/feedback", other, guide);
    const counts = (query: string, who = operator) =>
      call<{ items: { key: string; label: string; items: number; negative: number }[] }>(
        "GET",
        `/feedback/counts?${query}`,
        undefined,
        who,
      );
    expect((await counts("by=product")).body.items).toMatchObject([
      { key: "T1", label: "乌龙茶", items: 1, negative: 1 },
    ]);
    expect((await counts("by=topic")).body.items.map((each) => each.key).sort()).toEqual(["包装", "口味"]);
    expect((await counts("by=month&from=2026-06-01&to=2026-07-01")).body.items).toMatchObject([
      { key: "2026-06", items: 2 },
    ]);
    expect((await counts("by=topic", southern)).body.items).toEqual([]);
    const file = await fetch(`${server.url}/api/v1/feedback/export.jsonl?topic=${encodeURIComponent("口味")}`, {
      headers: { cookie: operator.cookie },
    });
    expect((await file.text()).trim().split("\n")).toHaveLength(1);
  });
});
