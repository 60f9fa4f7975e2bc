import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type TestServer, testServer } from "../../testing/server.ts";
import { processInbox } from "../processing/process-inbox.ts";

interface Answers {
  items: { questionCode: string; answer: string; answeredAt: string; source: string; times: number }[];
}

let test: TestPlatform;
let server: TestServer;
let chain: SmallChain;
let admin: TestPerson;
beforeAll(async () => {
  test = await testPlatform();
  server = await testServer(test);
  chain = await aSmallChain(test);
  admin = await aPerson(test, { roleCode: "admin", unitId: chain.hq.id });
});

async function send(unionid: string, source: string, ...events: { type: string; day: string; properties: object }[]) {
  const { status, body } = await server.call("POST", "/events", {
    cookie: admin.cookie,
    body: {
      source,
      events: events.map(({ day, ...event }, index) => ({
        eventId: `${unionid}-${day}-${index}`,
        occurredAt: `${day}T10:00:00+08:00`,
        identifiers: [{ kind: "unionid", value: unionid }],
        storeCode: "N1",
        channel: "store",
        ...event,
      })),
    },
  });
  expect({ status, body }).toMatchObject({ status: 202, body: { rejected: 0 } });
  await processInbox(test.platform);
  const { rows } = await sql<{ no: number }>`
    select member_no as no from event_log where event_id like ${`${unionid}-%`} limit 1`.execute(test.platform.db);
  if (!rows[0]) throw new Error("the events did not reach the log");
  return rows[0].no;
}

const survey = (answers: object[], more: object = {}) => ({
  type: "questionnaire.answered",
  properties: { questionnaireCode: "skin", title: "肤质问卷", answers, ...more },
});

describe("answers of a member", () => {
  it("are listed by question, the latest of each, with date and source [DT-17]", async () => {
    const member = await send(
      "oAnswers",
      "survey_tool",
      {
        day: "2026-05-01",
        ...survey([
          { questionCode: "type", question: "你的肤质是", answer: "干性" },
          { questionCode: "wish", question: "最想改善", answer: ["补水", "细纹"] },
          { questionCode: "again", question: "愿意再来吗", answer: true },
        ]),
      },
      { day: "2026-05-02", type: "questionnaire.answered", properties: { questionnaireCode: "nps", score: 9 } },
    );
    await send("oAnswers", "interview", {
      day: "2026-06-01",
      ...survey([
        { questionCode: "type", question: "你的肤质是", answer: "混合性" },
        { questionCode: "call", question: "怎么联系你", answer: "打 13712345679" },
      ]),
    });
    const { body } = await server.call<Answers>("GET", `/members/${member}/answers`, { cookie: admin.cookie });
    expect(
      body.items.map(({ questionCode, answer, answeredAt, source, times }) => [
        questionCode,
        answer,
        answeredAt.slice(0, 10),
        source,
        times,
      ]),
    ).toEqual([
      ["type", "混合性", "2026-06-01", "interview", 2],
      ["call", "打 137****5679", "2026-06-01", "interview", 1],
      ["wish", "补水、细纹", "2026-05-01", "survey_tool", 1],
      ["again", "是", "2026-05-01", "survey_tool", 1],
    ]);
    await sql`update member set store_no = ${chain.stores.N1.no} where member_no = ${member}`.execute(test.platform.db);
    const far = await aPerson(test, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect((await server.call("GET", `/members/${member}/answers`, { cookie: far.cookie })).status).toBe(404);
  });

  it("stand on the time line beside service records, devices and item codes [DT-11] [DT-12] [DT-13] [DT-17]", async () => {
    const member = await send(
      "oFile",
      "store_systems",
      { day: "2026-06-01", ...survey([{ questionCode: "type", answer: "干性" }]) },
      {
        day: "2026-06-02",
        type: "service.recorded",
        properties: {
          serviceKind: "验光",
          findings: [
            { name: "左眼", value: "-2.50" },
            { name: "右眼", value: "-2.75" },
          ],
          nextVisitDay: "2026-12-02",
        },
      },
      {
        day: "2026-06-03",
        type: "device.tried",
        properties: { deviceKind: "在线试妆", sku: "L08", productName: "豆沙红" },
      },
      {
        day: "2026-06-04",
        type: "code.scanned",
        properties: { codeKind: "item", codeValue: "C-1", sku: "T1", region: "华东" },
      },
    );
    const { body } = await server.call<{ items: { label: string; summary: string; storeName: string }[] }>(
      "GET",
      `/members/${member}/timeline`,
      { cookie: admin.cookie },
    );
    expect(body.items.map(({ label, summary, storeName }) => [label, summary, storeName])).toEqual([
      ["扫码", "一物一码 · T1 · 华东", "北一店"],
      ["互动体验", "在线试妆 · 豆沙红", "北一店"],
      ["服务记录", "验光 · 左眼 -2.50 · 右眼 -2.75 · 下次 2026-12-02", "北一店"],
      ["填写问卷", "肤质问卷 · 1 题", "北一店"],
    ]);
    const preferences = await server.call("GET", `/members/${member}/preferences?days=730`, { cookie: admin.cookie });
    expect(preferences.body).toMatchObject({ browsing: { products: [{ code: "L08", name: "豆沙红", times: 1 }] } });
  });
});
