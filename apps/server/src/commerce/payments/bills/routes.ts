import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import type { PaymentProvider } from "../port.ts";
import { type DifferenceKind, differenceKinds } from "./differences.ts";
import { requestBill } from "./take-bill.ts";

const tag = "payments";
const time = z.iso.datetime();
const kinds = Object.keys(differenceKinds) as [DifferenceKind, ...DifferenceKind[]];

const billAnswer = z.object({
  id: z.int(),
  merchantId: z.uuid(),
  day: z.iso.date(),
  state: z.enum(["waiting", "done", "failed"]),
  note: z.string().nullable(),
  paidCount: z.int(),
  paidFen: z.int(),
  refundCount: z.int(),
  refundFen: z.int(),
  open: z.int().describe("Differences that nobody mended or explained"),
  requestedBy: z.string(),
  comparedAt: time.nullable(),
});

const differenceAnswer = z.object({
  id: z.int(),
  billId: z.int(),
  day: z.iso.date(),
  merchantId: z.uuid(),
  kind: z.enum(kinds),
  name: z.string(),
  todo: z.string(),
  tradeNo: z.string(),
  refundNo: z.string().nullable(),
  oursFen: z.int().nullable(),
  theirsFen: z.int().nullable(),
  state: z.enum(["open", "mended", "explained"]),
  note: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledAt: time.nullable(),
});

interface BillRow extends Omit<z.output<typeof billAnswer>, "comparedAt"> {
  readonly comparedAt: Date | null;
}
interface DifferenceRow extends Omit<z.output<typeof differenceAnswer>, "settledAt" | "name" | "todo"> {
  readonly settledAt: Date | null;
}

/** Days compared with the platform's bills. Accounts serve many stores, so only who sees the whole chain sees their bills. */
export function billRoutes(platform: Platform, provider: PaymentProvider): Route[] {
  const { db } = platform;
  const bills = async (filter: { id?: number; before?: number | null; limit: number }) =>
    (
      await sql<BillRow>`
        select b.id, b.merchant_id as "merchantId", b.day, b.state, b.note, b.paid_count as "paidCount", b.paid_fen as "paidFen",
          b.refund_count as "refundCount", b.refund_fen as "refundFen", b.requested_by as "requestedBy", b.compared_at as "comparedAt",
          (select count(*)::int from payment_difference d where d.bill_id = b.id and d.state = 'open') as open
        from payment_bill b where (${filter.id ?? null}::bigint is null or b.id = ${filter.id ?? null})
          and (${filter.before ?? null}::bigint is null or b.id < ${filter.before ?? null})
        order by b.id desc limit ${filter.limit + 1}`.execute(db)
    ).rows;
  const present = (bill: BillRow) => ({ ...bill, comparedAt: bill.comparedAt?.toISOString() ?? null });
  return [
    route({
      method: "GET",
      path: "/payment-bills",
      summary: "Days compared with a platform's bill, latest first",
      tag,
      access: "payment.read",
      query: pageQuery,
      answer: pageOf(billAnswer),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const before = decodeCursor(query.cursor, 1);
        const rows = await bills({ before: before && Number(before[0]), limit: query.limit });
        return toPage(rows, query.limit, ({ id }) => [id], present);
      },
    }),
    route({
      method: "POST",
      path: "/payment-bills",
      summary: "Compare a day of a merchant with its bill, or compare it again",
      tag,
      access: "payment.refund",
      body: z.object({ merchantId: z.uuid(), day: z.iso.date() }),
      answer: billAnswer,
      status: 202,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        if (!(await provider.merchants()).includes(body.merchantId))
          throw invalid([{ path: "merchantId", message: "没有这个收款商户，或它已停用" }]);
        const id = await db.transaction().execute((tx) => requestBill(platform, tx, actor, body.merchantId, body.day));
        const [bill] = await bills({ id, limit: 1 });
        if (!bill) throw notFound("这一天的对账");
        return present(bill);
      },
    }),
    route({
      method: "GET",
      path: "/payment-differences",
      summary: "What differs from the platforms' bills, with what to do",
      tag,
      access: "payment.read",
      query: pageQuery.extend({ state: z.enum(["open", "mended", "explained"]).optional() }),
      answer: pageOf(differenceAnswer),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const { rows } = await sql<DifferenceRow>`
          select d.id, d.bill_id as "billId", b.day, b.merchant_id as "merchantId", d.kind, d.trade_no as "tradeNo",
            nullif(d.refund_no, '0') as "refundNo", d.ours_fen as "oursFen", d.theirs_fen as "theirsFen", d.state, d.note,
            d.settled_by as "settledBy", d.settled_at as "settledAt"
          from payment_difference d join payment_bill b on b.id = d.bill_id
          where (${query.state ?? null}::text is null or d.state = ${query.state ?? null})
            and (${before}::bigint is null or d.id < ${before})
          order by d.id desc limit ${query.limit + 1}`.execute(db);
        return toPage(
          rows,
          query.limit,
          ({ id }) => [id],
          (row) => ({
            ...row,
            name: differenceKinds[row.kind][0],
            todo: differenceKinds[row.kind][1],
            settledAt: row.settledAt?.toISOString() ?? null,
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/payment-differences/:differenceId/explain",
      summary: "Say why a difference is right as it is",
      tag,
      access: "payment.refund",
      params: z.object({ differenceId: z.coerce.number().int().positive() }),
      body: z.object({ note: z.string().trim().min(2).max(200) }),
      answer: z.object({ id: z.int() }),
      handle: ({ actor, params: { differenceId: id }, body: { note } }) => {
        requireWholeChain(actor);
        return db.transaction().execute(async (tx) => {
          const { rows } = await sql<{
            state: string;
          }>`select state from payment_difference where id = ${id} for update`.execute(tx);
          if (!rows[0]) throw notFound("这条差异");
          if (rows[0].state !== "open") throw conflict("difference_settled", "这条差异已经处理过");
          await sql`
            update payment_difference set state = 'explained', note = ${note}, settled_by = ${actor.name}, settled_at = now()
            where id = ${id}`.execute(tx);
          await audit(tx, actor, {
            action: "payment_difference.explained",
            subject: { kind: "payment_difference", id: String(id) },
            detail: { note },
          });
          return { id };
        });
      },
    }),
  ];
}
