import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { number, type Part, uuid } from "./world.testing.ts";

/** Video channels, search words, moves out of personal WeChat and lists of friends to add, of the south. */
export async function engagementChannelsPart({
  platform,
  db,
  chain,
  southerner,
  asAdmin,
  member,
}: Ground): Promise<Part> {
  const video = await asAdmin<{ id: string }>("POST", "/video-accounts", {
    name: "南方视频号",
    unitId: chain.south.id,
  });
  const workAt = { title: "南方作品", publishedAt: "2026-01-05T10:00:00+08:00" };
  const work = await asAdmin<{ id: string }>("POST", "/video-works", { accountId: video.id, ...workAt });
  const searchWord = { kind: "keyword", word: "南方搜索词", unitId: chain.south.id };
  const searched = await asAdmin<{ id: string }>("POST", "/search-words", searchWord);
  const move = await asAdmin<{ id: string }>("POST", "/wechat-moves", { name: "迁移到企业微信" });
  const { rows: moving } = await sql<{ no: number }>`
    insert into wechat_move_customer (move_id, guide_id, store_no, row_key, phone_sealed, about_sealed, created_at)
    values (${move.id}, ${southerner.id}, ${chain.stores.S1.no}, '\\x01', ${platform.cipher.seal("13900007777")},
      ${platform.cipher.seal('{"name":null,"wechatId":null,"note":null}')}, now()) returning no`.execute(db);
  const { rows: groupsMoving } = await sql<{ id: string }>`
    insert into wechat_move_group (move_id, guide_id, store_no, name, people, created_at)
    values (${move.id}, ${southerner.id}, ${chain.stores.S1.no}, '南方老客群', 30, now()) returning id`.execute(db);
  const friendTask = await asAdmin<{ id: string }>("POST", "/friend-tasks", {
    name: "南方名单",
    script: "您好，我是南方门店的导购",
    orgUnitId: chain.south.id,
  });
  const { rows: friendPauses } = await sql<{ id: string }>`
    insert into friend_pause (guide_id, store_no, kind, judged, accepted, line, paused_at)
    values (${southerner.id}, ${chain.stores.S1.no}, 'pause', 10, 1, 60, now()) returning id`.execute(db);
  await sql`insert into wecom_member (corp_id, userid, name, status, serves, staff_id, matched_by)
    values ('ww-south', 'southerner', '南方员工', 1, true, ${southerner.id}, 'hand')`.execute(db);
  return {
    things: {
      ":friendTaskId": uuid(friendTask.id),
      ":friendPauseId": uuid(friendPauses[0]?.id ?? ""),
      ":cardStaffId": uuid(southerner.id),
      ":moveCustomerNo": number(moving[0]?.no ?? 0),
      ":moveGroupId": uuid(groupsMoving[0]?.id ?? ""),
      ":videoAccountId": uuid(video.id),
      ":videoWorkId": uuid(work.id),
      ":searchWordId": uuid(searched.id),
    },
    bodies: {
      "PUT /friend-tasks/:friendTaskId": { name: "改名名单", script: "您好，我是门店的导购小李" },
      "POST /friend-tasks/:friendTaskId/people": { source: { from: "members", memberNos: [member.memberNo] } },
      "POST /friend-adding/pauses/:friendPauseId/lift": { reason: "名单质量差" },
      "PUT /guide-cards/:cardStaffId/photo": { photoReal: true },
      "POST /friend-adding/people/:friendPersonNo/call": { result: "reached" },
      "PUT /video-accounts/:videoAccountId": { name: "改名视频号", unitId: chain.north.id, version: 1 },
      "PUT /video-works/:videoWorkId": { ...workAt, version: 1 },
      "PUT /video-works/:videoWorkId/lead": { lead: null },
      "PUT /search-words/:searchWordId": { ...searchWord, unitId: chain.north.id, version: 1 },
      "PUT /search-words/:searchWordId/lead": { target: null },
      "POST /wechat-move-customers/:moveCustomerNo/step": { step: "called" },
      "POST /wechat-move-customers/:moveCustomerNo/link": { memberNo: member.memberNo },
      "POST /wechat-move-groups/:moveGroupId/link": { groupKey: null },
    },
    queries: {
      "GET /friend-adding/report": { from: "2026-06-01", to: "2026-06-16" },
      "GET /friend-adding/service-report": { from: "2026-06-01", to: "2026-06-16" },
    },
    naming: [
      {
        request: "POST /video-accounts",
        thing: ":unitId",
        body: (unitId) => ({ name: "越界视频号", unitId }),
      },
      { request: "POST /video-works", thing: ":videoAccountId", body: (accountId) => ({ accountId, ...workAt }) },
      {
        request: "POST /search-words",
        thing: ":unitId",
        body: (unitId) => ({ kind: "keyword", word: "越界搜索词", unitId }),
      },
    ],
  };
}
