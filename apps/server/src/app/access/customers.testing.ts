import { sql } from "kysely";
import { anEvent, type Ground } from "./ground.testing.ts";
import { type Id, number, type Part, uuid } from "./world.testing.ts";

/** What is known of the south's members: merges, points, erasures, and an event of theirs that went wrong. */
export async function customersPart({ db, chain, southerner, asAdmin, member, northern, id }: Ground): Promise<Part> {
  const adjustment = await asAdmin<{ id: string }>("POST", "/points/adjust", {
    businessKey: "south-1",
    memberNo: member.memberNo,
    points: 5_000,
    reason: "南方补偿",
  });
  // Requested by somebody else, whom the walk's headquarters may answer.
  await sql`update point_adjustment set requested_by_id = ${southerner.id} where id = ${adjustment.id}`.execute(db);
  await asAdmin("POST", "/points/adjust", {
    businessKey: "south-2",
    memberNo: member.memberNo,
    points: 10,
    reason: "南方补分",
  });
  await asAdmin("POST", "/points/spend", {
    businessKey: "south-spend",
    memberNo: member.memberNo,
    points: 5,
    channel: "store",
    document: "SOUTH-0001",
  });

  const erasure = await asAdmin<{ id: string }>("POST", `/members/${member.memberNo}/erasure-requests`, {
    receivedVia: "store",
    note: "南方客户来店提出",
  });

  const deadLetter = await id(sql`select event_key as id from event_dead_letter`);
  const merge = await id(sql`select id from merge_log where kind = 'merge' order by id desc limit 1`);
  const identifiers = sql<{
    id: Id;
  }>`select value_index as id from identifier where member_no = ${member.memberNo} and kind = 'openid'`;
  const identifier = await id(identifiers);
  const note = { note: "核对过证件" };
  return {
    things: {
      ":eventKey": uuid(deadLetter),
      ":memberNo": number(member.memberNo),
      ":mergeId": number(merge),
      "/erasure-requests/:requestId/review :requestId": uuid(erasure.id),
      "/erasure-requests/:requestId/execute :requestId": uuid(erasure.id),
      ":adjustmentId": uuid(adjustment.id),
      spendKey: { foreign: "south-spend", missing: "no such spend" },
      identifier: uuid(identifier),
    },
    bodies: {
      "PUT /events/dead-letters/:eventKey/event": anEvent("page.viewed"),
      "POST /members/:memberNo/unmask": { reason: "客户来电核对" },
      "PATCH /members/:memberNo": { remark: "老客户" },
      "POST /members/:memberNo/bindings": { storeNo: chain.stores.N1.no, reason: "搬家" },
      "POST /members/:memberNo/consents": { purpose: "marketing", granted: true, evidence: "门店纸质签字" },
      "POST /members/:memberNo/points/freeze": { frozen: true, reason: "核查" },
      "POST /points/adjustments/:adjustmentId/decision": { approve: true },
      "POST /members/:memberNo/split": { identifierIds: [identifier], ...note },
      "POST /identity/merges/:mergeId/undo": note,
      "POST /identity/merges/:mergeId/redo": note,
      "POST /members/:memberNo/erasure-requests": { receivedVia: "phone", note: "本人来电" },
      "POST /erasure-requests/:requestId/review": { decision: "reject", note: "不是本人" },
      "POST /erasure-requests/:requestId/execute": { confirmation: `永久删除 ${member.memberNo}` },
    },
    queries: {
      "GET /events/reconciliation": { from: "2026-06-01", to: "2026-06-15" },
      "GET /members/:memberNo/gifts": { direction: "received" },
    },
    naming: [
      {
        request: "POST /points/spend",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, businessKey: "walk", points: 1, channel: "store" }),
      },
      {
        request: "POST /points/reverse",
        thing: "spendKey",
        body: (spendKey) => ({ spendKey, businessKey: "walk-back" }),
      },
      {
        request: "POST /points/adjust",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, businessKey: "walk", points: 1, reason: "核查" }),
      },
      {
        request: `POST /members/${northern.memberNo}/bindings`,
        thing: ":staffId",
        body: (guideId) => ({ guideId, reason: "换导购" }),
      },
      {
        request: `POST /members/${northern.memberNo}/bindings`,
        thing: ":storeNo",
        body: (storeNo) => ({ storeNo, reason: "搬家" }),
      },
      {
        request: "POST /identity/merges",
        thing: ":memberNo",
        body: (no) => ({ memberNos: [northern.memberNo, no], ...note }),
      },
      {
        request: "POST /identity/decisions",
        thing: "identifier",
        body: (a) => ({ a, b: identifier, decision: "approve", ...note }),
      },
      {
        request: "POST /identity/lookup",
        thing: ":memberNo",
        body: (no) => ({ kind: "phone", value: no === member.memberNo ? "13900007777" : "13700000000" }),
      },
    ],
    secrets: [String(deadLetter), String(identifier), "13900007777", "139****7777"],
  };
}
