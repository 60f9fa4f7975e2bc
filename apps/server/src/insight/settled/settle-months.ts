import type { Platform } from "../../kernel/platform.ts";
import { monthStates } from "./month-states.ts";

const columns =
  "order_id, member_no, store_no, guide_no, channel, paid_at, business_day, amount_li, discount_li, items, is_gift, coupons";

/**
 * Copies the purchases of every month that has changed since it was copied last, but not since the look before this one: a month
 * that still receives orders is left alone. Returns the months that were built.
 *
 * @param options.impatient builds what has changed without waiting for a second look
 */
export async function settleMonths(
  platform: Platform,
  options: { readonly signal?: AbortSignal; readonly impatient?: boolean } = {},
): Promise<number[]> {
  const { clickhouse } = platform;
  const built: number[] = [];
  for (const { month, now, seen, settled } of await monthStates(platform)) {
    if (options.signal?.aborted) break;
    if (settled) continue;
    const note = (builtFrom: string) =>
      clickhouse.command(
        "insert into settled_month select {month:UInt32}, {now:String}, {built:String}, toUnixTimestamp64Micro(now64(6))",
        { month, now, built: builtFrom },
      );
    if (now === seen || options.impatient === true) {
      await buildMonth(platform, month);
      // The state before the copy: what arrived meanwhile makes it unsettled again.
      await note(now);
      built.push(month);
    } else {
      await note("");
    }
  }
  return built;
}

async function buildMonth({ clickhouse }: Platform, month: number): Promise<void> {
  const long = { timeoutMs: 240_000 };
  await clickhouse.command("truncate table settled_purchase_building");
  await clickhouse.command(
    `insert into settled_purchase_building (${columns}) select ${columns} from purchase where toYYYYMM(business_day) = {month:UInt32}`,
    { month },
    long,
  );
  await clickhouse.command("truncate table settled_buyers_building");
  await clickhouse.command(
    `insert into settled_buyers_building select {month:UInt32}, channel, groupBitmapState(member_no) from settled_purchase_building
     where member_no > 0 group by channel`,
    { month },
    long,
  );
  await clickhouse.command(`alter table settled_purchase replace partition ${month} from settled_purchase_building`);
  await clickhouse.command(`alter table settled_buyers replace partition ${month} from settled_buyers_building`);
}
