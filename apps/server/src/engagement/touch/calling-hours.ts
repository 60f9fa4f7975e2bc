import type { Kysely } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";
import { nextCallingTime } from "../phone-touches/rules.ts";
import { phoneTouchSetting } from "../phone-touches/settings.ts";

/** When a message may go out: calls within the hours for calls only, whatever they are about; everything else as asked. */
export async function withinCallingHours(
  db: Kysely<DB>,
  channel: OutboundChannelName,
  at: Date,
  timeZone: string,
): Promise<Date> {
  if (channel !== "ai_call") return at;
  const { value } = await readSetting(db, phoneTouchSetting);
  return nextCallingTime(value.callingWindows, at, timeZone);
}
