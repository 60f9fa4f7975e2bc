import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { number, type Part, uuid } from "./world.testing.ts";

/** Orders, payments, companies, leads and opinions of the south. */
export async function commercePart({ db, chain, admin, asAdmin, member, northern, id }: Ground): Promise<Part> {
  const { rows: paid } = await sql<{ id: string }>`
    insert into payment (merchant_id, order_code, way, app_id, description, state, store_no, channel, amount_fen, lines, digest, expires_at,
      next_query_at, transaction_id, paid_at, requested_by)
    values (gen_random_uuid(), 'SOUTH-PAID', 'native', 'wx1', '南方商品', 'paid', ${chain.stores.S1.no}, 'store', 1234, '[["SKU-1","茶",1,null,12340]]',
      '', now(), now(), '4200000000', now(), '南方员工') returning id`.execute(db);
  const { rows: givenBack } = await sql<{ id: string }>`
    insert into payment_refund (payment_id, request_key, amount_fen, reason, state, requested_by)
    values (${paid[0]?.id}, 'r1', 34, '南方退款', 'done', '南方员工') returning id`.execute(db);
  const southernStore = chain.stores.S1.no;
  const company = await asAdmin<{ id: string }>("POST", "/companies", { name: "南方企业", storeNo: southernStore });
  await asAdmin("PUT", `/companies/${company.id}/contacts`, { memberNo: member.memberNo });
  const lead = await asAdmin<{ id: string }>("POST", "/leads", {
    title: "南方线索",
    source: "visit",
    companyId: company.id,
    storeNo: southernStore,
  });
  const leadForm = await asAdmin<{ id: string }>("POST", "/lead-forms", {
    code: "south",
    title: "南方表单",
    source: "web",
    consentText: "南方收集的信息只用于联系，保存一年。",
    consentVersion: "1",
    storeNo: southernStore,
  });
  const opinion = { source: "guide", stage: "design", topic: "南方话题", sentiment: "neutral", body: "南方客户说的话" };
  const feedback = await asAdmin<{ id: string }>("POST", "/feedback", { ...opinion, memberNo: member.memberNo });
  await sql`insert into stock_place (code, name, unit_no, heard_at, created_by) values ('SOUTH-WH', '南方仓', ${chain.stores.S1.no}, now(), '南方员工')`.execute(
    db,
  );
  const shipment = await id(sql`
    insert into shipment (source, code, order_source, order_code, store_no, tracking_no, state, state_at, window_from, window_until, created_at)
    values ('wms', 'SOUTH-P', 'pos', 'SOUTH-0001', ${chain.stores.S1.no}, 'SOUTH-SF', 'shipped', now(), now() + interval '9 hours',
      now() + interval '10 hours', now()) returning id`);
  const reservation = await id(sql`
    insert into stock_reservation (source, order_code, store_no, expires_at, created_at, created_by)
    values ('pos', 'SOUTH-0002', ${chain.stores.S1.no}, now() + interval '9 hours', now(), '南方员工') returning id`);
  const change = await id(sql`
    insert into delivery_change (shipment_id, was_from, was_until, asked_from, asked_until, reason, asked_at, asked_by)
    values (${shipment}, now(), now() + interval '1 hour', now() + interval '2 hours', now() + interval '3 hours', 'weather', now(), '南方员工')
    returning id`);
  const order = await id(sql`select id from sales_order where order_code = 'SOUTH-0001'`);
  return {
    things: {
      ":companyId": uuid(company.id),
      ":leadId": uuid(lead.id),
      ":formId": uuid(leadForm.id),
      "/feedback/:feedbackId/answer :feedbackId": uuid(feedback.id),
      "/feedback/:feedbackId/told :feedbackId": uuid(feedback.id),
      "/orders/:id :id": number(order),
      "/orders/:id/attribution :id": number(order),
      ":shipmentId": uuid(shipment),
      ":reservationId": uuid(reservation),
      ":deliveryChangeId": uuid(change),
      ":paymentId": uuid(paid[0]?.id ?? ""),
      ":refundId": uuid(givenBack[0]?.id ?? ""),
    },
    bodies: {
      "POST /payments/:paymentId/refunds": { requestKey: "walk", amountFen: 1, reason: "误付" },
      "PATCH /companies/:companyId": { name: "改名企业" },
      "PUT /companies/:companyId/contacts": { memberNo: northern.memberNo },
      "POST /leads/:leadId/move": { to: "contacted" },
      "POST /leads/:leadId/assign": { staffId: admin.id },
      "POST /stock/reservations/:reservationId/release": { reason: "系统忘了释放" },
      "POST /shipments/:shipmentId/delivery-time": { from: "2030-01-01T09:00:00Z", reason: "weather" },
      "POST /delivery-changes/:deliveryChangeId/answer": { accepted: true },
      "POST /feedback/:feedbackId/answer": { status: "done", answer: "已改进" },
    },
    queries: {
      "GET /feedback/counts": { by: "topic" },
      "GET /stock/availability": { storeNo: String(chain.stores.N1.no), skus: "SKU-1" },
      "GET /stock/gaps": { storeNo: String(chain.stores.N1.no) },
    },
    naming: [
      { request: "POST /leads", thing: ":memberNo", body: (no) => ({ title: "线索", source: "visit", memberNo: no }) },
      {
        request: "POST /leads",
        thing: ":companyId",
        body: (companyId) => ({ title: "线索", source: "visit", companyId }),
      },
      { request: "POST /feedback", thing: ":memberNo", body: (no) => ({ ...opinion, memberNo: no }) },
    ],
    secrets: ["SOUTH-0001", "SOUTH-SF", "南方仓"],
  };
}
