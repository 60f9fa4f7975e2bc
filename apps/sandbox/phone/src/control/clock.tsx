import { useContext } from "react";
import { act, PulseContext, useDoing } from "../api.ts";
import { dateTime } from "../format.ts";

const HOUR = 3_600_000;
const jumps = [
  ["+10 分钟", HOUR / 6],
  ["+1 小时", HOUR],
  ["+1 天", 24 * HOUR],
  ["+7 天", 7 * 24 * HOUR],
] as const;
const speeds = [
  [0, "停住"],
  [1, "真实速度"],
  [60, "1 分钟 = 1 小时"],
  [600, "1 分钟 = 10 小时"],
  [3600, "1 秒 = 1 小时"],
] as const;

/** The sandbox's own time: welcome codes, tokens, transfers and the crowd live by it. */
export function Clock() {
  const pulse = useContext(PulseContext);
  const { busy, run } = useDoing();
  const speed = pulse?.speed ?? 1;
  return (
    <section className="clock" aria-label="时钟">
      <b>{pulse ? dateTime(pulse.now) : "—"}</b>
      <div className="inline">
        {jumps.map(([label, ms]) => (
          <button key={ms} type="button" disabled={busy} onClick={() => run(() => act("clock.advance", { ms }))}>
            {label}
          </button>
        ))}
        <select
          aria-label="时钟速度"
          value={speed}
          onChange={(e) => run(() => act("clock.speed", { speed: Number(e.target.value) }))}
        >
          {speeds.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {!speeds.some(([value]) => value === speed) && <option value={speed}>{speed} 倍</option>}
        </select>
      </div>
    </section>
  );
}
