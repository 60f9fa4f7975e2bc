import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { type Part, uuid } from "./world.testing.ts";

/** Partner brands and cooperations of the south. */
export async function engagementPartnersPart({ db, chain, asAdmin }: Ground): Promise<Part> {
  const partner = { brand: "南方伙伴", industry: "food" };
  const days = { startsOn: "2026-01-01", endsOn: "2026-01-31" };
  const { id: partnerId } = await asAdmin<{ id: string }>("POST", "/partners", { ...partner, unitId: chain.south.id });
  const cooperation = { name: "南方互推", measure: "clicks", ...days };
  const { id } = await asAdmin<{ id: string }>("POST", "/cooperations", {
    ...{ ...cooperation, partnerId, kind: "account_swap", unitId: chain.south.id },
  });
  const { shareId } = await asAdmin<{ shareId: string }>("POST", `/cooperations/${id}/shares`, { days: 1 });
  const { rows: batches } = await sql<{ id: string }>`
    insert into coupon_batch (name, goods_name, merchant_id, app_id, off_fen, min_spend_fen, starts_at, ends_at, stock, per_person, created_by, created_at)
    values ('伙伴券', '全场', gen_random_uuid(), 'wx1', 1000, 5000, now(), now() + interval '30 days', 5, 1, 'test', now()) returning id`.execute(
    db,
  );
  return {
    things: { ":partnerId": uuid(partnerId), ":cooperationId": uuid(id), ":shareId": uuid(shareId) },
    bodies: {
      "PUT /partners/:partnerId": { ...partner, version: 1 },
      "POST /partners/:partnerId/contact": { reason: "联系" },
      "PUT /cooperations/:cooperationId": { ...cooperation, version: 1 },
      "POST /cooperations/:cooperationId/state": { to: "cancelled", version: 1 },
      "PUT /cooperations/:cooperationId/checks": { item: "terms", done: true },
      "POST /cooperations/:cooperationId/channels": {
        ...{ form: "short_link", name: "推文", url: "https://shop.example.com" },
      },
      "POST /cooperations/:cooperationId/coupons": { batchId: batches[0]?.id },
      "PUT /cooperations/:cooperationId/entries": {
        ...{ toldBy: "us", lines: [{ flow: "to_them", measure: "posts", day: "2026-01-05", amount: 1 }] },
      },
      "POST /cooperations/:cooperationId/shares": { days: 7 },
      "POST /cooperations/:cooperationId/review": { version: 1, verdict: "again", review: "下次早一点把链接发出去" },
    },
    naming: [
      { request: "POST /partners", thing: ":unitId", body: (unitId) => ({ ...partner, brand: "越界品牌", unitId }) },
      {
        request: "POST /cooperations",
        thing: ":partnerId",
        body: (other) => ({ ...cooperation, partnerId: other, kind: "other" }),
      },
    ],
  };
}
