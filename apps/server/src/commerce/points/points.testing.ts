import { sql } from "kysely";
import { type MemberRow, upsertMembers } from "../../customers/index.ts";
import { readBalance } from "../../customers/points/balance.ts";
import { grantJoiningGifts } from "../../customers/points/grant-joining-gifts.ts";
import { listPointRules, savePointRule } from "../../customers/points/rule-store.ts";
import { pointRuleSchema } from "../../customers/points/rules.ts";
import { spendPoints } from "../../customers/points/spend-points.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { TestPlatform } from "../../testing/platform.ts";
import type { OrderDraft } from "../orders/rules.ts";
import { upsertOrders } from "../orders/upsert-orders.ts";
import { upsertRefunds } from "../refunds/upsert-refunds.ts";
import { announcePoints } from "./announce-points.ts";
import { earnFromOrders } from "./earn-from-orders.ts";

/** The verbs of points over a test's platform, as tests say them. */
export function pointTools({ platform, clock, passHorizon }: TestPlatform) {
  const { db } = platform;
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
  /** Runs a job's step until it has seen all that was committed before the call. */
  const catchUp = async (step: (tx: Tx) => Promise<boolean>) => {
    await passHorizon();
    while (await inTx(step));
  };
  return {
    inTx,
    rule: (rule: object, fromDay: string) =>
      inTx(async (tx) => {
        const basedOn = (await listPointRules(tx))[0]?.version ?? 0;
        const today = dayIn(platform.config.timeZone, clock.now());
        return savePointRule(
          tx,
          systemActor("test"),
          { fromDay, rule: pointRuleSchema.parse({ pointsPerYuan: 1, ...rule }), basedOn },
          today,
        );
      }),
    async member(row: Omit<MemberRow, "source" | "observedAt"> & { readonly source?: string }) {
      const made = (
        await inTx((tx) => upsertMembers(tx, platform, [{ source: "pos", observedAt: clock.now(), ...row }]))
      )[0];
      if (!made?.originNo || !made.memberNo) throw new Error("a member was not made");
      return { originNo: made.originNo, memberNo: made.memberNo };
    },
    order: (member: OrderDraft["member"], orderCode: string, amountFen: number, more: Partial<OrderDraft> = {}) =>
      inTx((tx) =>
        upsertOrders(tx, platform, [
          {
            source: "pos",
            orderCode,
            member,
            storeNo: null,
            channel: "wechat_shop",
            paidAt: clock.now(),
            businessDay: dayIn(platform.config.timeZone, clock.now()),
            lines: [{ sku: "A", name: "甲", quantity: 1, unitPriceLi: amountFen * 10, amountLi: amountFen * 10 }],
            ...more,
          },
        ]),
      ),
    refund: (orderCode: string, refundCode: string, amountFen: number) =>
      inTx((tx) =>
        upsertRefunds(tx, platform, [
          {
            source: "pos",
            refundCode,
            orderCode,
            member: null,
            storeNo: null,
            channel: "wechat_shop",
            refundedAt: clock.now(),
            businessDay: dayIn(platform.config.timeZone, clock.now()),
            lines: [{ sku: "A", name: "甲", quantity: 1, unitPriceLi: amountFen * 10, amountLi: amountFen * 10 }],
          },
        ]),
      ),
    earn: () => catchUp((tx) => earnFromOrders(tx, platform)),
    giveGifts: () => catchUp((tx) => grantJoiningGifts(tx, platform)),
    announce: () => catchUp((tx) => announcePoints(tx, platform)),
    balance: (memberNo: number) => readBalance(db, memberNo, clock.now()),
    available: async (memberNo: number) => (await readBalance(db, memberNo, clock.now())).available,
    spend: (memberNo: number, points: number, businessKey: string) =>
      inTx((tx) => spendPoints(tx, platform, { businessKey, memberNo, points, channel: "mini_program", by: "test" })),
    ownerOf: async (originNo: number) => {
      const { rows } = await sql<{
        no: number;
      }>`select owner_no as no from member where member_no = ${originNo}`.execute(db);
      return rows[0]?.no as number;
    },
  };
}
