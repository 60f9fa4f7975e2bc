const dayTime = new Intl.DateTimeFormat("zh-CN", {
  month: "numeric",
  day: "numeric",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});
const time = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

/** A delivery window in words; without one it is an ordinary parcel. */
export function windowText(from: string | null, until: string | null): string {
  return from === null || until === null
    ? "快递，不约时段"
    : `${dayTime.format(new Date(from))}–${time.format(new Date(until))}`;
}
