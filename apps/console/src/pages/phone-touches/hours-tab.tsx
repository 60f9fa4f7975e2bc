import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import {
  figuresQuery,
  type PhoneFigures,
  type PhoneSettings,
  phoneKey,
  phoneSettingsQuery,
  savePhoneSettings,
} from "./phone-api.ts";
import styles from "./phone-touches.module.css";

const dayNames = ["一", "二", "三", "四", "五", "六", "日"];
const kindNames = { all: "每天", workday: "工作日", weekend: "周末" } as const;
type Windows = PhoneSettings["value"]["callingWindows"];

const windowWords = (windows: Windows) =>
  windows.map(({ days, from, to }) => `${kindNames[days]} ${from}–${to}`).join("，");

/** Answer rates by weekday and hour; an hour with too few calls shows its number only. */
function HeatTable({ figures }: { figures: PhoneFigures }) {
  const { hours, leastAttempts } = figures;
  const shown = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b);
  const at = (weekday: number, hour: number) => hours.find((cell) => cell.weekday === weekday && cell.hour === hour);
  return (
    <div className={styles.scroll}>
      <table className={styles.heat}>
        <caption>接通率 = 接听次数 ÷ 拨打次数；少于 {leastAttempts} 次的只显示次数</caption>
        <thead>
          <tr>
            <th scope="col">周</th>
            {shown.map((hour) => (
              <th key={hour} scope="col">
                {hour} 点
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dayNames.map((name, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {shown.map((hour) => {
                const cell = at(index + 1, hour);
                if (!cell) return <td key={hour} aria-label="没有拨打" />;
                const rate = cell.answered / cell.attempts;
                const isKnown = cell.attempts >= leastAttempts;
                return (
                  <td
                    key={hour}
                    title={`拨打 ${cell.attempts} 次，接听 ${cell.answered} 次`}
                    style={isKnown ? { background: `rgb(23 103 90 / ${0.08 + rate * 0.7})` } : undefined}
                  >
                    {isKnown ? formatRatio(rate, 0) : <small>{cell.attempts} 次</small>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** When calls may be placed, and when people answer. */
export function HoursTab() {
  const can = useCan();
  const figures = useQuery(figuresQuery);
  const settings = useQuery(phoneSettingsQuery);
  const adopt = useAction<Windows>({
    run: (callingWindows) => {
      if (!settings.data) throw new Error("设置还没有读到");
      return savePhoneSettings({ ...settings.data, value: { ...settings.data.value, callingWindows } });
    },
    done: "已按接通率调整外呼时段",
    refresh: [phoneKey, ["audit"]],
    undo: async () => {
      const now = await settings.refetch();
      const before = settings.data?.value.callingWindows;
      if (now.data && before)
        await savePhoneSettings({ ...now.data, value: { ...now.data.value, callingWindows: before } });
    },
  });
  if (figures.isError) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data || !settings.data) return <Skeleton active />;
  const { best, lines, hours } = figures.data;
  const { callingWindows } = settings.data.value;
  const isBetter = best !== null && JSON.stringify(best) !== JSON.stringify(callingWindows);
  return (
    <div className={styles.stack}>
      <Panel title="允许外呼的时段" hint="时段之外的外呼自动等到下一个时段，服务通知也一样">
        <p>{windowWords(callingWindows)}</p>
        {isBetter && best && (
          <Alert
            type="info"
            showIcon
            title={`近 90 天高于平均接通率的时段：${windowWords(best)}`}
            description="只在现在允许的时段里挑选，采用后更少打扰、接通更高"
            action={
              can("phone_touch.write") && (
                <Button type="primary" size="small" loading={adopt.isPending} onClick={() => adopt.mutate(best)}>
                  采用
                </Button>
              )
            }
          />
        )}
        {best === null && <p className={styles.faint}>拨打次数还不够，暂时看不出哪些时段更好。</p>}
      </Panel>
      <Panel title="什么时候更容易接通" hint="近 90 天">
        {hours.length === 0 ? (
          <EmptyState compact title="还没有外呼记录">
            外呼开始后，这里按星期和小时显示接通率。
          </EmptyState>
        ) : (
          <HeatTable figures={figures.data} />
        )}
      </Panel>
      {lines.length > 0 && (
        <Panel title="外显号码" hint="接通率明显低、投诉多的号码可能已被手机标记，请和服务商更换">
          <ul className={styles.lines}>
            {lines.map((line) => (
              <li key={line.line}>
                <strong>{line.line}</strong>
                <span>
                  拨打 {line.attempts} 次，接通 {formatRatio(line.answered / line.attempts)}，投诉 {line.complaints} 次
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
