import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { pacePerAddress } from "./rules.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let manager: TestPerson;
let southern: TestPerson;
let members: number[];

interface Lead {
  id: string;
  status: string;
  companyId: string;
  companyName: string;
  memberNo: number;
  steps: { action: string; to: string | null }[];
  answers: { label: string; value: string }[];
  code?: string;
  errors?: { path: string; message: string }[];
}
interface Company {
  id: string;
  contacts: { memberNo: number; name: string | null; decisionPower: string }[];
  code?: string;
}
interface List {
  items: Lead[];
}

const call = <Body = Lead>(method: string, path: string, body?: unknown, who: TestPerson | null = operator) =>
  server.call<Body>(method, path, { ...(who ? { cookie: who.cookie } : {}), body });

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  southern = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  const made = await platform.db.transaction().execute((tx) =>
    upsertMembers(
      tx,
      platform,
      ["13700000001", "13700000002"].map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        attributes: { name: "欧阳采购" },
        storeNo: chain.stores.N1.no,
        source: "pos",
        observedAt: feilun.clock.now(),
      })),
    ),
  );
  members = made.map((each) => each.memberNo as number);
});

describe("companies and their contacts", () => {
  it("register once by credit code and name, and one member may serve several [ID-12]", async () => {
    const first = await call<Company>("POST", "/companies", {
      name: "天津开关设备有限公司",
      creditCode: "91110000802100433b",
      storeNo: chain.stores.N1.no,
    });
    expect(first.status).toBe(201);
    const wrong = await call("POST", "/companies", { name: "另一家公司", creditCode: "91110000802100433A" });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, "creditCode"]);
    expect((await call("POST", "/companies", { name: "换个名字", creditCode: "91110000802100433B" })).body.code).toBe(
      "company_exists",
    );
    expect((await call("POST", "/companies", { name: "天津开关设备 有限责任公司" })).body.code).toBe("company_similar");
    const second = await call<Company>("POST", "/companies", {
      name: "天津开关设备",
      allowSimilar: true,
      storeNo: chain.stores.N1.no,
    });
    for (const company of [first, second]) {
      await call("PUT", `/companies/${company.body.id}/contacts`, {
        memberNo: members[0],
        position: "采购总监",
        decisionPower: "decides",
      });
    }
    const shown = await call<Company>("GET", `/companies/${first.body.id}`, undefined, manager);
    expect(shown.body.contacts).toMatchObject([{ memberNo: members[0], name: "欧***", decisionPower: "decides" }]);
    const of = await call<List>("GET", `/members/${members[0]}/companies`);
    expect(of.body.items).toHaveLength(2);
    expect((await call("GET", `/companies/${first.body.id}`, undefined, southern)).status).toBe(404);

    // A merge of the persons takes the contact along, and its undo gives it back.
    await call("PUT", `/companies/${first.body.id}/contacts`, { memberNo: members[1], decisionPower: "uses" });
    await call("POST", "/identity/merges", { memberNos: members, note: "同一个人" });
    expect((await call<Company>("GET", `/companies/${first.body.id}`)).body.contacts).toHaveLength(1);
    const { rows } = await sql<{ id: number }>`select id from merge_log where kind = 'merge'`.execute(platform.db);
    await call("POST", `/identity/merges/${rows[0]?.id}/undo`, { note: "不是同一个人" });
    expect((await call<Company>("GET", `/companies/${first.body.id}`)).body.contacts).toHaveLength(2);
  });
});

describe("a public form", () => {
  const form = {
    code: "expo-2026",
    title: "工业展登记",
    source: "exhibition",
    fields: [
      { key: "volume", label: "年采购量", kind: "number", required: true },
      { key: "line", label: "产品线", kind: "choice", options: ["开关", "电机"] },
    ],
    consentText: "我们收集姓名、手机号和企业信息，用于本次需求的联系，保存两年。",
    consentVersion: "2026-06",
  };
  const filled = (over: object = {}) => ({
    submissionKey: randomUUID(),
    companyName: "广州电机股份有限公司",
    creditCode: "91440300708461136T",
    name: "司马先生",
    phone: "138 1111 2222",
    position: "工程师",
    need: "询价两百台",
    answers: { volume: "200", line: "电机" },
    consentVersion: "2026-06",
    agreed: true,
    ...over,
  });
  const submit = (body: object) =>
    call<{ code?: string; received?: boolean; errors?: { path: string }[] }>(
      "POST",
      "/public/lead-forms/expo-2026/submissions",
      body,
      null,
    );

  it("makes company, contact, consent, lead and a line on the time line, each submission once [ID-12]", async () => {
    expect((await call("POST", "/lead-forms", { ...form, storeNo: chain.stores.N1.no })).status).toBe(201);
    const shown = await call<{ title: string }>("GET", "/public/lead-forms/expo-2026", undefined, null);
    expect(shown.body.title).toBe("工业展登记");
    const refused = await submit(filled({ phone: "123", answers: { line: "汽车", other: "x" } }));
    expect([refused.status, refused.body.errors?.map((each) => each.path).sort()]).toEqual([
      400,
      ["answers.line", "answers.other", "answers.volume", "phone"],
    ]);
    expect((await submit(filled({ agreed: false }))).status).toBe(400);
    expect((await submit(filled({ consentVersion: "2025-01" }))).body.code).toBe("form_changed");

    const body = filled();
    expect([(await submit(body)).status, (await submit(body)).status]).toEqual([200, 200]);
    const leads = (await call<List>("GET", "/leads?status=new")).body.items;
    expect(leads).toHaveLength(1);
    const lead = (await call("GET", `/leads/${leads[0]?.id}`)).body;
    expect(lead).toMatchObject({
      companyName: "广州电机股份有限公司",
      steps: [{ action: "created", to: "new" }],
      answers: [
        { label: "年采购量", value: "200" },
        { label: "产品线", value: "电机" },
      ],
    });
    const profile = await call<{ consent: { purpose: string; granted: boolean; textVersion: string }[] }>(
      "GET",
      `/members/${lead.memberNo}`,
    );
    expect(profile.body.consent).toMatchObject([{ purpose: "membership", granted: true, textVersion: "2026-06" }]);
    const again = await submit(filled({ companyName: "广州电机", creditCode: null, phone: "13811113333" }));
    expect(again.status).toBe(200);
    const { rows } = await sql`select from company where name_key like '广州电机%'`.execute(platform.db);
    expect(rows).toHaveLength(1);
    expect((await call("GET", `/leads/${lead.id}`, undefined, southern)).status).toBe(404);
  });

  it("keeps pace per address, and closes [ID-12]", async () => {
    await sql`insert into lead_submission (submission_key, form_id, lead_id, origin_no, member_no, at, address_hash, answers_sealed)
      select gen_random_uuid(), s.form_id, s.lead_id, s.origin_no, s.member_no, s.at, s.address_hash, s.answers_sealed
      from (select * from lead_submission limit 1) s, generate_series(1, ${pacePerAddress})`.execute(platform.db);
    const slow = await submit(filled());
    expect([slow.status, slow.body.code]).toEqual([429, "too_many_submissions"]);
    feilun.clock.advance({ minutes: 11 });
    expect((await submit(filled())).status).toBe(200);
    const { rows } = await sql<{ id: string }>`select id from lead_form`.execute(platform.db);
    await call("POST", `/lead-forms/${rows[0]?.id}/close`);
    expect((await submit(filled())).body.code).toBe("form_closed");
  });
});

describe("a lead", () => {
  it("moves by its rules to won or lost with a reason, is assigned, and tells the time line [ID-12]", async () => {
    const made = await call(
      "POST",
      "/leads",
      { title: "要一批开关", source: "visit", memberNo: members[0], storeNo: chain.stores.N1.no },
      manager,
    );
    expect(made.status).toBe(201);
    const move = (body: object) => call("POST", `/leads/${made.body.id}/move`, body, manager);
    expect((await move({ to: "won" })).body.code).toBe("lead_cannot_move");
    expect((await move({ to: "lost" })).body.errors?.[0]?.path).toBe("lostReason");
    expect((await move({ to: "contacted", note: "已电话" })).body.status).toBe("contacted");
    expect((await move({ to: "lost", lostReason: "price" })).body.status).toBe("lost");
    expect((await move({ to: "contacted" })).body.status).toBe("contacted");
    expect((await move({ to: "won" })).body.steps.map((step) => step.to)).toEqual([
      "new",
      "contacted",
      "lost",
      "contacted",
      "won",
    ]);
    expect((await call("POST", `/leads/${made.body.id}/assign`, { staffId: southern.id }, manager)).status).toBe(400);
    expect((await call("POST", `/leads/${made.body.id}/assign`, { staffId: manager.id }, manager)).status).toBe(200);
    const timeline = await call<{ items: { label: string; summary: string }[] }>(
      "GET",
      `/members/${members[0]}/timeline`,
    );
    expect(timeline.body.items[0]).toMatchObject({ label: "企业线索进展" });
    expect(timeline.body.items).toHaveLength(4);
    const summary = await call<{ items: { status: string; leads: number }[] }>(
      "GET",
      "/leads/summary",
      undefined,
      manager,
    );
    expect(summary.body.items.find((each) => each.status === "won")?.leads).toBe(1);
    expect((await call<List>("GET", "/leads", undefined, southern)).body.items).toEqual([]);
  });
});

describe("the intent of a lead", () => {
  const form = {
    code: "villa-2026",
    title: "别墅装修咨询",
    source: "official_account",
    audience: "person",
    fields: [
      {
        key: "when",
        label: "打算何时开工",
        kind: "choice",
        options: ["三个月内", "一年内", "先了解"],
        points: { 三个月内: 40, 一年内: 15, 先了解: -5 },
      },
      {
        key: "area",
        label: "面积",
        kind: "number",
        steps: [
          { from: 200, points: 10 },
          { from: 400, points: 25 },
        ],
      },
    ],
    consentText: "我们收集姓名和手机号，用于本次装修咨询的联系，保存两年。",
    consentVersion: "1",
  };
  const submit = (phone: string, answers: object, need: string | null = null) =>
    call(
      "POST",
      "/public/lead-forms/villa-2026/submissions",
      {
        submissionKey: randomUUID(),
        name: "林女士",
        phone,
        need,
        answers,
        consentVersion: "1",
        agreed: true,
      },
      null,
    );
  interface Scored {
    readonly items: { id: string; intentScore: number | null; intent: string | null; companyName: string | null }[];
    readonly nextCursor: string | null;
  }

  it("is scored by the answers of a form that people fill in for themselves, and explained [AQ-21]", async () => {
    expect(
      (await call("POST", "/lead-forms", { ...form, fields: [{ ...form.fields[0], points: { 明天: 5 } }] })).status,
    ).toBe(400);
    expect((await call("POST", "/lead-forms", form)).status).toBe(201);
    const shown = await call("GET", "/public/lead-forms/villa-2026", undefined, null);
    expect(JSON.stringify(shown.body)).not.toContain("points");
    for (const [phone, answers, need] of [
      ["13700000001", { when: "先了解" }, null],
      ["13700000002", { when: "三个月内", area: "450" }, "要全屋智能"],
      ["13700000003", { when: "一年内", area: "250" }, null],
    ] as const)
      expect((await submit(phone, answers, need)).status).toBe(200);
    const page = await call<Scored>("GET", "/leads?order=intent&limit=2");
    expect(page.body.items.map(({ intentScore, intent, companyName }) => [intentScore, intent, companyName])).toEqual([
      [75, "high", null],
      [25, "medium", null],
    ]);
    const next = await call<Scored>("GET", `/leads?order=intent&limit=50&cursor=${page.body.nextCursor}`);
    const scores = next.body.items.map(({ intentScore }) => intentScore ?? -1_000);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.filter((score) => score >= 25)).toEqual([]);
    const detail = await call<{ intentParts: object[] }>("GET", `/leads/${page.body.items[0]?.id}`);
    expect(detail.body.intentParts).toEqual([
      { label: "打算何时开工：三个月内", points: 40 },
      { label: "面积：450", points: 25 },
      { label: "写明了需求", points: 10 },
    ]);
  });

  it("is graded by bounds that headquarters sets [AQ-21]", async () => {
    const grades = async (intent: string) =>
      (await call<Scored>("GET", `/leads?intent=${intent}`)).body.items.map(({ intentScore }) => intentScore);
    expect(await grades("high")).toEqual([75]);
    const { body: rules } = await call<{ version: number }>("GET", "/leads/intent-rules");
    const changed = { high: 25, medium: 20, writtenNeed: 10, version: rules.version };
    expect((await call("PUT", "/leads/intent-rules", { ...changed, medium: 30 })).status).toBe(400);
    expect((await call("PUT", "/leads/intent-rules", changed)).status).toBe(200);
    expect((await call("PUT", "/leads/intent-rules", changed)).status).toBe(409);
    expect((await grades("high")).sort()).toEqual([25, 75]);
  });
});
