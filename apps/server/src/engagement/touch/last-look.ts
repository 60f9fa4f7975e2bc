import { type Kysely, sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";
import { isPhoneChannel } from "../phone-touches/rules.ts";
import { withinCallingHours } from "./calling-hours.ts";
import { consentChannelOf, onBlockList } from "./facts.ts";
import { touchPolicySetting } from "./policy.ts";
import type { TouchKind } from "./refusals.ts";
import { isExempt, quietOf, quietUntil } from "./rules.ts";

interface Waiting {
  readonly id: string;
  readonly channel: OutboundChannelName;
  readonly kind: TouchKind;
}

/** Puts a message that comes due in quiet hours off until they end: after a failure, or a change of the policy. @returns whether it waits */
export async function waitOutQuiet(
  { db, clock, config }: Pick<Platform, "db" | "clock" | "config">,
  { id, channel, kind }: Waiting,
): Promise<boolean> {
  const { value: policy } = await readSetting(db, touchPolicySetting);
  const quiet = isExempt(policy, { channel, kind }) ? undefined : quietOf(policy, channel);
  const now = clock.now();
  const until = await withinCallingHours(
    db,
    channel,
    (quiet && quietUntil(quiet, now, config.timeZone)) ?? now,
    config.timeZone,
  );
  if (until <= now) return false;
  await sql`
    update outbound set send_at = ${until}, next_at = now() + make_interval(secs => ${(until.getTime() - now.getTime()) / 1000})
    where id = ${id} and state = 'waiting'`.execute(db);
  return true;
}

/** Numbers that came onto the block list while the message waited are left out after all. */
export async function leaveOutBlocked(db: Kysely<DB>, { id, channel, kind }: Waiting, now: Date): Promise<void> {
  if (!isPhoneChannel(channel) || (kind !== "marketing" && kind !== "service")) return;
  await sql`
    update outbound_delivery d set outcome = 'on_block_list', reason = '等待发送期间进入了免打扰名单'
    where d.outbound_id = ${id} and d.outcome = 'waiting' and d.target_key ~ '^[0-9a-f-]{36}$'
      and ${onBlockList(sql`d.target_key::uuid`, channel, now)}`.execute(db);
}

/** Whoever took back consent while the message waited is left out after all. */
export async function leaveOutUnwilling(db: Kysely<DB>, { id, channel }: Waiting): Promise<void> {
  await sql`
    update outbound_delivery d set outcome = 'no_consent', reason = '等待发送期间退订了营销消息'
    where d.outbound_id = ${id} and d.outcome = 'waiting' and d.member_no is not null
      and ${consentRefused(sql.ref("d.member_no"), "marketing", consentChannelOf(channel))}`.execute(db);
}
