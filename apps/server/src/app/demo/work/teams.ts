import { addDays } from "../../../kernel/calendar.ts";
import { hasRows, staffBelow, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

/** A department of headquarters with open posts. Invented. */
export async function formDepartment(office: Office): Promise<void> {
  if (await hasRows(office.platform, "department")) return;
  const operator = await office.colleague("hq");
  const analyst = await office.colleague("analyst");
  const hq = await unitOf(office.platform, "HQ");
  const since = addDays(office.today, -120);
  const department = await operator.post<{ id: string; functions: { id: string; name: string }[] }>("/departments", {
    unitId: hq.id,
    name: "社群运营部",
    purpose: "用企业微信和小程序经营老客户：内容、活动、社群、数据四个岗位配合",
    reportsToTitle: "首席增长官 CGO",
    functions: [
      { name: "活动运营", roleCode: "activity_operator", duties: "每周一档会员活动", planned: 3 },
      { name: "内容运营", roleCode: "content_operator", duties: "朋友圈与社群内容", planned: 2 },
      { name: "数据分析", roleCode: "analyst", duties: "人群与复盘", planned: 1 },
    ],
  });
  const functionOf = (name: string) => department.functions.find((each) => each.name === name)?.id;
  await operator.post(`/departments/${department.id}/members`, {
    functionId: functionOf("活动运营"),
    staffId: operator.id,
    isHead: true,
    fromDay: since,
  });
  await operator.post(`/departments/${department.id}/members`, {
    functionId: functionOf("数据分析"),
    staffId: analyst.id,
    fromDay: since,
  });
}

/** A project office with milestones and the reports of its first weeks. Invented. */
export async function runProject(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "project")) return;
  const operator = await office.colleague("hq");
  const region = await office.colleague("east");
  const manager = await office.colleague("store");
  const analyst = await office.colleague("analyst");
  const hq = await unitOf(office.platform, "HQ");
  const east = await unitOf(office.platform, "华东大区");
  office.at(addDays(office.today, -40), "10:00");
  const project = await operator.post<{ id: string; members: { id: string; staffId: string }[] }>("/projects", {
    unitId: hq.id,
    name: "老客唤醒 100 天",
    purpose: "把 90 天没来的常客请回门店：总部给人群和话术，区域盯进度，导购一对一联系",
    startsOn: addDays(office.today, -40),
    endsOn: addDays(office.today, 60),
    rhythm: "weekly",
    rhythmDay: 1,
    metrics: ["gmv", "returningBuyers", "repurchaseRate"],
    members: [
      { staffId: operator.id, part: "sponsor" },
      { staffId: region.id, part: "lead", unitId: east.id, task: "华东先行，每周汇报唤醒人数" },
      { staffId: manager.id, part: "regional", unitId: (await unitOf(office.platform, flagship)).id, task: "门店落地" },
      { staffId: analyst.id, part: "member", task: "每周更新待唤醒人群" },
    ],
  });
  const reached = await operator.post<{ milestoneList: { id: string }[] }>(`/projects/${project.id}/milestones`, {
    name: "待唤醒人群与话术定稿",
    dueOn: addDays(office.today, -30),
  });
  const [milestone] = reached.milestoneList;
  if (milestone) await operator.put(`/projects/${project.id}/milestones/${milestone.id}`, { done: true });
  await operator.post(`/projects/${project.id}/milestones`, {
    name: "华东导购全员联系一遍",
    dueOn: addDays(office.today, 3),
  });
  const { meetings } = await operator.get<{ meetings: { id: string; dueOn: string }[] }>(`/projects/${project.id}`);
  const past = meetings.filter((meeting) => meeting.dueOn < office.today).slice(0, 6);
  for (const [week, meeting] of past.entries()) {
    office.at(meeting.dueOn, "17:30");
    if (week < past.length - 1)
      await manager.put(`/projects/${project.id}/meetings/${meeting.id}/report`, {
        remarks: "本店名单联系过半，愿意回店的多在周末。",
        needs: "",
        version: 0,
      });
    await region.put(`/projects/${project.id}/meetings/${meeting.id}/report`, {
      remarks: [
        "首周联系了 3 成常客，回店多为顺路；话术里先问候再提优惠，回复率更高。",
        "把生日月客户单独拉出来联系，回店人数明显多于平均。",
        "两家门店换人，交接的客户三天内没有人联系，已请店长补上。",
        "雨天到店少，改推小程序下单、门店自提。",
      ][week % 4],
      needs: week === 2 ? "请总部确认离职交接的客户归属" : "",
      version: 0,
    });
  }
}

/** A notice to the stores of the east with confirmations and what the field answered, and a standard in force. Invented. */
export async function tellStores(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "notice")) return;
  const operator = await office.colleague("hq");
  const hq = await unitOf(office.platform, "HQ");
  const shanghai = await unitOf(office.platform, "上海市");
  const flagshipUnit = await unitOf(office.platform, flagship);
  office.at(addDays(office.today, -30), "09:30");
  await operator.post("/standards", {
    kind: "after_sales",
    title: "七天无理由退换统一标准",
    body: "一、七天内凭会员手机号或小票可退换，包装完好即可。\n二、门店当场办理，不得要求客户回原购买门店。\n三、退款原路返回，积分按退款金额扣回。",
    unitIds: [hq.id],
    validFrom: addDays(office.today, -30),
    note: "与小程序、微信小店一致",
  });
  office.at(addDays(office.today, -2), "10:00");
  const { id } = await operator.post<{ id: string }>("/notices", {
    kind: "activity",
    title: "周末会员手作会：邀约与到店接待",
    body: "周六、周日 14:00–17:00，旗舰店与城市店举办会员手作会。请导购今明两天完成邀约，优先联系 60 天未到店的常客；到店后登记，送伴手礼一份。",
    attachments: [
      { kind: "text", title: "邀约话术", text: "姐，这周末店里教做节日花环，给您留个位置？带上孩子也欢迎。" },
    ],
    unitIds: [shanghai.id],
    confirmBy: new Date(office.platform.clock.now().getTime() + 3 * 86_400_000).toISOString(),
  });
  const readers = await staffBelow(office.platform, "上海市", 110);
  office.at(addDays(office.today, -2), "16:20");
  for (const [at, code] of readers.entries()) {
    const reader = await office.colleague(code);
    await reader.post(`/me/notices/${id}/read`, { version: 1 });
    if (at % 7 !== 3) await reader.post(`/me/notices/${id}/confirm`, { version: 1 });
  }
  office.at(addDays(office.today, -1), "11:10");
  await (await office.colleague(`${flagship}-2`)).post(`/me/notices/${id}/feedback`, {
    kind: "out_of_stock",
    body: "伴手礼只剩 6 份，周末不够发。",
  });
  await (await office.colleague("FL0002-1")).post(`/me/notices/${id}/feedback`, {
    kind: "customer_reaction",
    body: "老客户更愿意周日来，周六下午名额可以少一些。",
  });
  const { items } = await operator.get<{ items: { id: string; kind: string }[] }>(`/notices/${id}/feedback`);
  const short = items.find((each) => each.kind === "out_of_stock");
  if (short)
    await operator.post(`/notices/${id}/feedback/${short.id}/reply`, { reply: "已从中心仓补 40 份，周五上午到店。" });
  const manager = await office.colleague("store");
  await manager.put("/daily-reports/store", {
    day: addDays(office.today, -1),
    orgUnitId: flagshipUnit.id,
    happened: "手作会邀约 18 位，确认到店 11 位；下午客流好，礼盒卖得最好。",
    needed: "伴手礼请再补 20 份。",
    version: 0,
  });
}
