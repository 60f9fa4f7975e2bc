const zone = "Asia/Shanghai";
const full = new Intl.DateTimeFormat("zh-CN", {
  timeZone: zone,
  dateStyle: "medium",
  timeStyle: "medium",
  hour12: false,
});
const day = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, month: "numeric", day: "numeric" });
const time = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });

/** Date and time in China, to the second. */
export const dateTime = (at: number) => full.format(at);

/** As WeChat's lists show it: the time today, else the day. */
export const shortTime = (at: number, now: number) =>
  day.format(at) === day.format(now) ? time.format(at) : day.format(at);

export const clockTime = (at: number) => `${day.format(at)} ${time.format(at)}`;
