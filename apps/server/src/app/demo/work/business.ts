import { randomUUID } from "node:crypto";
import { addDays } from "../../../kernel/calendar.ts";
import type { DemoBrand } from "../brand.ts";
import { hashOf, pick, seeded } from "../random.ts";
import { bestSellers, hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

// Invented companies; the credit codes stay empty, because a made-up one could be somebody's.
const companies = [
  ["上海澄湾会展服务有限公司", "会展", "medium", "上海"],
  ["苏州栖木酒店管理有限公司", "酒店", "medium", "江苏苏州"],
  ["杭州云岫科技有限公司", "互联网", "large", "浙江杭州"],
  ["上海和美月子中心", "母婴服务", "small", "上海"],
  ["宁波远帆物流有限公司", "物流", "large", "浙江宁波"],
] as const;

/** Companies with contacts, and leads on their way. */
export async function meetCompanies(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "company")) return;
  const operator = await office.colleague("hq");
  const manager = await office.colleague("store");
  const { no } = await unitOf(office.platform, flagship);
  const contacts = await membersOf(office.platform, no, companies.length, 20);
  const leads = [
    ["会议伴手礼 300 份", 1_860_000, ["contacted", "qualified", "won"]],
    ["客房香薰蜡烛，按月供应", 960_000, ["contacted", "qualified"]],
    ["中秋员工礼盒 800 份", 6_400_000, ["contacted"]],
    ["入院礼包联名", 420_000, ["contacted", "lost"]],
    ["年会伴手礼", 1_500_000, []],
  ] as const;
  for (const [at, [name, industry, size, region]] of companies.entries()) {
    office.at(addDays(office.today, -38 + at * 7), "14:00");
    const company = await manager.post<{ id: string }>("/companies", {
      name,
      industry,
      size,
      region,
      ownerStaffId: manager.id,
      storeNo: no,
    });
    await manager.put(`/companies/${company.id}/contacts`, {
      memberNo: contacts[at],
      position: ["行政经理", "采购主管", "HRBP", "店长", "行政总监"][at],
      decisionPower: (["decides", "influences", "introduces", "uses", "decides"] as const)[at],
    });
    const [title, expectedFen, steps] = leads[at] ?? leads[0];
    const lead = await manager.post<{ id: string }>("/leads", {
      title,
      source: (["exhibition", "referral", "web", "visit", "referral"] as const)[at],
      companyId: company.id,
      memberNo: contacts[at],
      expectedFen,
      storeNo: no,
    });
    if (at !== 4) await manager.post(`/leads/${lead.id}/assign`, { staffId: manager.id });
    for (const [step, to] of steps.entries()) {
      office.at(addDays(office.today, -37 + at * 7 + step), "16:00");
      await manager.post(`/leads/${lead.id}/move`, { to, ...(to === "lost" ? { lostReason: "no_budget" } : {}) });
    }
  }
  office.at(addDays(office.today, -10), "10:00");
  await operator.post("/lead-forms", {
    code: "tea-gift",
    title: "企业礼赠需求登记",
    source: "web",
    fields: [
      {
        key: "quantity",
        label: "大约需要多少份",
        kind: "number",
        required: true,
        steps: [
          { from: 100, points: 15 },
          { from: 500, points: 30 },
        ],
      },
      {
        key: "when",
        label: "什么时候用",
        kind: "choice",
        options: ["一个月内", "本季度", "先了解"],
        points: { 一个月内: 30, 本季度: 10 },
      },
    ],
    consentText: "我同意禾光生活为本次礼赠需求与我联系，信息不作其他用途。",
    consentVersion: "2026-01",
    storeNo: no,
  });
  for (const [at, [companyName, name, quantity, when, need]] of giftWishes.entries()) {
    office.at(addDays(office.today, -9 + at), "11:20");
    await operator.post("/public/lead-forms/tea-gift/submissions", {
      submissionKey: randomUUID(),
      companyName,
      name,
      phone: `199000088${String(at).padStart(2, "0")}`,
      need,
      answers: { quantity, when },
      consentVersion: "2026-01",
      agreed: true,
    });
  }
}

/** Who filled in the form for gifts; invented. */
const giftWishes = [
  ["云岭设计事务所", "苏女士", "620", "一个月内", "中秋给客户的茶礼，要印公司名"],
  ["北川律师事务所", "唐先生", "120", "本季度", null],
  ["青禾幼儿园", "许老师", "40", "先了解", null],
  ["远山软件", "顾女士", "300", "一个月内", null],
] as const;

const said = [
  ["包装", "after_launch", "positive", "礼盒很体面，送客户不用再另外包装。"],
  ["包装", "after_launch", "negative", "外盒角容易压坏，快递到手有折痕。"],
  ["颜色", "after_launch", "positive", "素色的那款老人也喜欢。"],
  ["尺寸", "design", "neutral", "希望有小一号的，办公室放着方便。"],
  ["价格", "after_launch", "negative", "同样的东西线上比门店便宜十块。"],
  ["新品", "research", "neutral", "想要可以写名字的生日款。"],
  ["做工", "production", "negative", "接缝处有一点毛边。"],
  ["颜色", "design", "positive", "雾蓝这个颜色拍照好看，想要配套的托盘。"],
] as const;

/** What customers said of goods, some of it answered. */
export async function listenToCustomers(office: Office, brand: DemoBrand): Promise<void> {
  if (await hasRows(office.platform, "feedback")) return;
  const operator = await office.colleague("hq");
  const goods = await bestSellers(office.platform, 12);
  const stores = brand.openStores.slice(0, 8).map(([store]) => store);
  for (let n = 0; n < 24; n += 1) {
    const random = seeded(hashOf(`said${n}`));
    const store = pick(random, stores);
    const [topic, stage, sentiment, body] = said[n % said.length] ?? said[0];
    const { no } = await unitOf(office.platform, store.code);
    const [memberNo] = await membersOf(office.platform, no, 1, n);
    const guide = await office.colleague(`${store.code}-1`);
    office.at(addDays(office.today, -Math.floor(random() * 75)), "15:20");
    const { id } = await guide.post<{ id: string }>("/feedback", {
      memberNo: memberNo ?? null,
      storeNo: no,
      source: n % 5 === 0 ? "questionnaire" : "guide",
      stage,
      topic,
      sentiment,
      body,
      skus: [pick(random, goods).sku],
    });
    if (n % 4 === 1)
      await operator.post(`/feedback/${id}/answer`, { status: "planned", answer: "已列入下一批改进，预计下季上市。" });
    if (n % 8 === 4)
      await operator.post(`/feedback/${id}/answer`, { status: "done", answer: "已上架，可直接推荐给这位客户。" });
  }
}

/** One person's wish to be deleted, waiting for the compliance officer. */
export async function noteErasureWish(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "erasure_request")) return;
  const { no } = await unitOf(office.platform, flagship);
  const [memberNo] = await membersOf(office.platform, no, 1, 40);
  office.at(addDays(office.today, -1), "10:30");
  await (await office.colleague("store")).post(`/members/${memberNo}/erasure-requests`, {
    receivedVia: "store",
    receivedOn: addDays(office.today, -1),
    note: "客户到店要求删除个人信息，已核对本人手机号",
  });
}
