import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { appendEvents } from "../../../events/index.ts";
import { notFound } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { miniProgramByAppId } from "../account.ts";

/** Whom a visitor may add to talk about a product: the picture of a code, and who stands behind it. */
export interface TalkCode {
  readonly qrUrl: string;
  readonly state: string;
  readonly by: "guide" | "store";
  readonly guideName: string | null;
  readonly guideCode: string | null;
  readonly storeName: string | null;
}

/**
 * Somebody on a product page wants to talk about it: answers the code of their own guide, else of their store (the one that was scanned
 * first), and puts the wish down; what became of it is told by `reportTalks`. Null = no code leads there yet (AQ-13).
 *
 * @throws Refusal not_found for an app, visitor or product that is not known
 */
export async function startTalk(
  platform: Platform,
  request: { readonly appId: string; readonly openid: string; readonly sku: string; readonly storeNo: number | null },
): Promise<TalkCode | null> {
  const account = await miniProgramByAppId(platform, request.appId);
  const now = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ originNo: number; memberNo: number; guideId: string | null; storeNo: number | null }>`
      select v.origin_no as "originNo", m.member_no as "memberNo", m.guide_id as "guideId", m.store_no as "storeNo"
      from mini_program_user v join member p on p.member_no = v.origin_no join member m on m.member_no = p.owner_no
      where v.wechat_account_id = ${account.id} and v.openid = ${request.openid}`.execute(tx);
    const visitor = rows[0];
    if (!visitor) throw notFound("登录记录，请先登录小程序");
    const product = await sql<{ name: string }>`select name from product where sku = ${request.sku}`.execute(tx);
    if (!product.rows[0]) throw notFound("这个商品");
    const storeNo = request.storeNo ?? visitor.storeNo;
    const code = await codeFor(tx, visitor.guideId, storeNo);
    await appendEvents(
      tx,
      [
        {
          source: "mini_program",
          eventId: `product_talk:${randomUUID()}`,
          type: "product.talk_started",
          originNo: visitor.originNo,
          memberNo: visitor.memberNo,
          occurredAt: now,
          storeNo,
          channel: "mini_program",
          properties: {
            sku: request.sku,
            productName: product.rows[0].name,
            shown: code?.by ?? "nobody",
            ...(code?.guideCode && { guideCode: code.guideCode }),
          },
        },
      ],
      now,
    );
    return code;
  });
}

/** The visitor's own guide before the store; of the store whatever leads to its guides. */
async function codeFor(tx: Tx, guideId: string | null, storeNo: number | null): Promise<TalkCode | null> {
  const { rows } = await sql<TalkCode>`
    select w.qr_url as "qrUrl", c.state, case when w.pushed = array[${guideId}::text] then 'guide' else 'store' end as by,
      s.name as "guideName", s.code as "guideCode", u.name as "storeName"
    from live_code_way w join live_code c on c.id = w.code_id and c.archived_at is null
    left join staff s on w.pushed = array[s.id::text] and s.id = ${guideId}::uuid
    left join org_unit u on u.no = coalesce(w.store_no, c.store_no, ${storeNo}::int)
    where w.kind = 'contact' and not w.unwanted and w.qr_url is not null and cardinality(w.pushed) > 0
      and (w.pushed = array[${guideId}::text] or (c.kind in ('store', 'place') and coalesce(w.store_no, c.store_no) = ${storeNo}::int))
    order by w.pushed = array[${guideId}::text] desc nulls last, c.material = 'mini_program' desc, c.id desc limit 1`.execute(
    tx,
  );
  return rows[0] ?? null;
}
