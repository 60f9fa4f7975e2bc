import { sql } from "kysely";
import { createKey } from "../../organization/api-keys/keys.ts";
import type { Ground } from "./ground.testing.ts";
import { number, type Part, uuid } from "./world.testing.ts";

/** Units, staff with posts and sessions, keys, departments, projects, notices and standards of the south. */
export async function organizationPart({ testing, db, chain, admin, southerner, asAdmin, id }: Ground): Promise<Part> {
  const key = await db
    .transaction()
    .execute((tx) =>
      createKey(
        tx,
        admin.actor,
        { name: "南方接口", permissions: ["order.read"], unitId: chain.south.id },
        testing.clock.now(),
      ),
    );
  await sql`insert into audit_log (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, org_path)
    values ('staff', ${southerner.id}, '南方员工', 'store.edited', 'store', 'S1', ${chain.stores.S1.path}::ltree)`.execute(
    db,
  );

  const department = await asAdmin<{ id: string; functions: { id: string }[] }>("POST", "/departments", {
    unitId: chain.south.id,
    name: "南方社群部",
    functions: [{ name: "南方活动", planned: 2 }],
  });
  const departmentFunction = department.functions[0]?.id ?? "";
  const { functions } = await asAdmin<{ functions: { members: { id: string }[] }[] }>(
    "POST",
    `/departments/${department.id}/members`,
    { functionId: departmentFunction, staffId: southerner.id, fromDay: "2026-06-15" },
  );
  const project = await asAdmin<{
    id: string;
    members: { id: string; staffId: string }[];
    meetings: { id: string }[];
  }>("POST", "/projects", {
    unitId: chain.south.id,
    name: "南方项目",
    startsOn: "2026-06-01",
    endsOn: "2026-08-31",
    rhythm: "monthly",
    rhythmDay: 10,
    metrics: ["gmv"],
    members: [
      { staffId: admin.id, part: "sponsor" },
      { staffId: southerner.id, part: "lead" },
    ],
  });
  const { milestoneList } = await asAdmin<{ milestoneList: { id: string }[] }>(
    "POST",
    `/projects/${project.id}/milestones`,
    { name: "南方里程碑", dueOn: "2026-07-01" },
  );
  const notice = await asAdmin<{ id: string }>("POST", "/notices", {
    title: "南方通知",
    body: "只给南方的店",
    unitIds: [chain.south.id],
  });
  const { rows: noticeFeedback } = await sql<{
    id: string;
  }>`insert into notice_feedback (notice_id, version, staff_id, org_unit_id, kind, body, at)
    values (${notice.id}, 1, ${southerner.id}, ${chain.stores.S1.id}, 'price', '南方反馈', now()) returning id`.execute(
    db,
  );
  const standard = await asAdmin<{ id: string }>("POST", "/standards", {
    kind: "benefit",
    title: "南方会员日",
    body: "只在南区执行",
    unitIds: [chain.south.id],
    validFrom: "2026-06-15",
  });

  const post = await id(sql`select id from staff_post where staff_id = ${southerner.id}`);
  const session = await id(sql`select id from session where staff_id = ${southerner.id}`);
  return {
    things: {
      ":unitId": uuid(chain.south.id),
      ":storeNo": number(chain.stores.S1.no),
      ":staffId": uuid(southerner.id),
      ":postId": uuid(post),
      ":keyId": uuid(key.id),
      ":sessionId": uuid(session),
      ":standardId": uuid(standard.id),
      ":departmentId": uuid(department.id),
      ":assignmentId": uuid(functions[0]?.members[0]?.id ?? ""),
      ":projectId": uuid(project.id),
      ":projectMemberId": uuid(project.members.find((each) => each.staffId === southerner.id)?.id ?? ""),
      ":milestoneId": uuid(milestoneList[0]?.id ?? ""),
      ":meetingId": uuid(project.meetings.at(-1)?.id ?? ""),
      ":noticeId": uuid(notice.id),
      ":feedbackId": uuid(noticeFeedback[0]?.id ?? ""),
    },
    bodies: {
      "PATCH /organization/units/:unitId": { name: "改名" },
      "POST /organization/units/:unitId/move": { parentId: chain.north.id },
      "PATCH /stores/:storeNo": { name: "改名店" },
      "POST /stores/:storeNo/phase": { to: "refit" },
      "PATCH /staff/:staffId": { name: "改名" },
      "POST /staff/:staffId/password": { password: "long enough to be taken" },
      "POST /staff/:staffId/posts": { unitId: chain.stores.N1.id, roleCode: "guide", fromDay: "2026-07-01" },
      "POST /staff/:staffId/posts/:postId/end": {},
      "PUT /departments/:departmentId": { name: "改名部", functions: [{ name: "活动", planned: 1 }], basedOn: 1 },
      "POST /departments/:departmentId/members": {
        functionId: departmentFunction,
        staffId: admin.id,
        fromDay: "2026-06-15",
      },
      "POST /departments/:departmentId/members/:assignmentId/end": { lastDay: "2026-06-20" },
      "PUT /projects/:projectId": {
        name: "改名项目",
        endsOn: "2026-08-31",
        rhythm: "weekly",
        rhythmDay: 1,
        metrics: ["gmv"],
        basedOn: 1,
      },
      "POST /projects/:projectId/members": { staffId: admin.id, part: "member" },
      "POST /projects/:projectId/milestones": { name: "新里程碑", dueOn: "2026-07-01" },
      "PUT /projects/:projectId/milestones/:milestoneId": { done: true },
      "POST /projects/:projectId/meetings/:meetingId/move": { dueOn: "2026-07-20" },
      "PUT /projects/:projectId/meetings/:meetingId/report": { remarks: "一切顺利", version: 0 },
      "POST /projects/:projectId/close": { lessons: "只为测试，没有什么经验教训" },
      "POST /notices/:noticeId/versions": {
        title: "改名通知",
        body: "新的内容",
        material: true,
        note: "改了",
        basedOn: 1,
      },
      "POST /notices/:noticeId/close": { note: "结束" },
      "POST /notices/:noticeId/feedback/:feedbackId/reply": { reply: "收到" },
      "POST /me/notices/:noticeId/read": { version: 1 },
      "POST /me/notices/:noticeId/confirm": { version: 1 },
      "POST /me/notices/:noticeId/feedback": { kind: "other", body: "不该收到" },
      "POST /standards/:standardId/versions": {
        title: "改名标准",
        body: "新的内容",
        validFrom: "2026-06-15",
        basedOn: 1,
      },
      "POST /standards/:standardId/withdraw": { reason: "不再执行" },
      "POST /standards/:standardId/receipts": { orgUnitId: chain.stores.N1.id, version: 1 },
    },
    queries: {
      "GET /stores/nearest": { latitude: "23.13", longitude: "113.26", limit: "200" },
    },
    naming: [
      {
        request: "POST /departments",
        thing: ":unitId",
        body: (unitId) => ({ unitId, name: "新部门", functions: [{ name: "活动", planned: 1 }] }),
      },
      {
        request: "POST /notices",
        thing: ":unitId",
        body: (unitId) => ({ title: "越界通知", body: "不该发出", unitIds: [unitId] }),
      },
      { request: "POST /notices/reach", thing: ":unitId", body: (unitId) => ({ unitIds: [unitId] }) },
      {
        request: "POST /notices/reach",
        thing: ":postId",
        body: (postId) => ({ postIds: [postId] }),
      },
      {
        request: "POST /projects",
        thing: ":staffId",
        body: (staffId) => ({
          unitId: chain.north.id,
          name: "新项目",
          startsOn: "2026-06-15",
          endsOn: "2026-08-31",
          rhythm: "weekly",
          rhythmDay: 1,
          metrics: ["gmv"],
          members: [
            { staffId: admin.id, part: "sponsor" },
            { staffId, part: "lead" },
          ],
        }),
      },
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
        body: (unitId) => ({
          code: "NEW",
          name: "新人",
          posts: [{ unitId, roleCode: "everything", fromDay: "2026-06-15" }],
        }),
      },
      {
        request: "POST /api-keys",
        thing: ":unitId",
        body: (unitId) => ({ name: "新密钥", permissions: ["order.read"], unitId }),
      },
    ],
    secrets: [key.id, String(post), String(session)],
  };
}
