import { type DueReminder, dueReminders, fillReminder, markReminded } from "../../commerce/index.ts";
import { withConsent } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { groupBy } from "../group-by.ts";
import { createOutbound } from "../outbound/create-outbound.ts";

const BATCH = 500;

/**
 * Reminds people of unused coupons before they end, by a subscription message of the batch's mini program: each coupon once, and nobody who did not
 * agree to marketing there.
 *
 * @returns how many coupons were reminded of
 */
export async function remindCoupons(platform: Platform, signal: AbortSignal): Promise<number> {
  let reminded = 0;
  let after: string | null = null;
  while (!signal.aborted) {
    const last: { readonly id: string | null; readonly count: number } = await platform.db
      .transaction()
      .execute((tx) => remindSome(platform, tx, after));
    reminded += last.count;
    if (last.id === null) return reminded;
    after = last.id;
  }
  return reminded;
}

async function remindSome(platform: Platform, tx: Tx, after: string | null) {
  const now = platform.clock.now();
  const due = await dueReminders(tx, now, after, BATCH);
  const agreed = await withConsent(
    tx,
    due.map(({ memberNo }) => memberNo),
    "marketing",
    "mini_program",
  );
  const willing = due.filter(({ memberNo }) => agreed.has(memberNo));
  const day = ({ until }: DueReminder) => dayIn(platform.config.timeZone, until);
  for (const [, list] of groupBy(willing, (coupon) => `${coupon.batchId} ${day(coupon)}`)) {
    const [first] = list;
    if (first) await send(platform, tx, list, fillReminder(first.reminder, { ...first, until: day(first) }));
  }
  await markReminded(
    tx,
    willing.map(({ id }) => id),
    now,
  );
  return { id: due.length < BATCH ? null : (due.at(-1)?.id ?? null), count: willing.length };
}

async function send(
  platform: Platform,
  tx: Tx,
  coupons: readonly DueReminder[],
  data: Record<string, string>,
): Promise<void> {
  const [first] = coupons;
  if (!first) return;
  const { accountId, templateId, page } = first.reminder;
  await createOutbound(
    platform,
    tx,
    systemActor("coupons.remind"),
    { name: "mini_subscribe", maxTargets: 1 },
    {
      businessKey: `coupon-reminder:${first.id}`,
      accountId,
      title: `券到期提醒：${first.name}`,
      content: { template: { id: templateId, data, ...(page && { miniProgram: { appId: first.appId, page } }) } },
      targets: coupons.map(({ openid, originNo, memberNo }) => ({ key: openid, originNo, memberNo })),
    },
  );
}
