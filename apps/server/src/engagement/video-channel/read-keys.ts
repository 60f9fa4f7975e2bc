import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { fourKeys } from "./rules.ts";
import { videoChannelSetting } from "./settings.ts";
import { type AccountRow, worksSince } from "./store.ts";

/** The Monday of a day's week. */
const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The four keys of one account over the complete weeks that the setting names, with this week beside them. */
export async function readKeys(platform: Platform, account: AccountRow) {
  const { value } = await readSetting(platform.db, videoChannelSetting);
  const { timeZone } = platform.config;
  const thisWeek = mondayOf(dayIn(timeZone, platform.clock.now()));
  const from = addDays(thisWeek, -7 * value.weeks);
  const end = instantOf(timeZone, addDays(thisWeek, 7));
  const { works, weeks } = await worksSince(platform.db, account.id, {
    timeZone,
    start: instantOf(timeZone, from),
    end,
  });
  const list = Array.from({ length: value.weeks + 1 }, (_, index) => {
    const week = addDays(from, 7 * index);
    return { week, works: weeks.get(week) ?? 0, isComplete: week < thisWeek };
  });
  const complete = list.filter(({ isComplete }) => isComplete).map((each) => each.works);
  return {
    keys: fourKeys(account, works, complete, value).map((key) => ({ ...key, findings: [...key.findings] })),
    weeks: list,
    perWeekFrom: value.perWeekFrom,
    perWeekTo: value.perWeekTo,
  };
}
