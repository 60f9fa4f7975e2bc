import { CalendarOutlined, DownOutlined } from "@ant-design/icons";
import { Button, DatePicker, Popover } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { shopToday } from "../shared/format/date.ts";
import styles from "./lens.module.css";
import { customPeriodKey, periodLabel, periodPresets } from "./period.ts";
import { useLens } from "./use-lens.ts";

/** Chooses the period that every figure of the page is about. */
export function PeriodPicker() {
  const { period, periodKey, setPeriodKey } = useLens();
  const [open, setOpen] = useState(false);
  const today = shopToday();
  const choose = (key: string) => {
    setPeriodKey(key);
    setOpen(false);
  };
  const preset = periodPresets.find((each) => each.key === periodKey);

  const panel = (
    <div className={styles.periodPanel}>
      <div className={styles.presets}>
        {periodPresets.map((each) => (
          <button
            key={each.key}
            type="button"
            className={styles.preset}
            aria-pressed={each.key === periodKey}
            onClick={() => choose(each.key)}
          >
            {each.label}
          </button>
        ))}
      </div>
      <div className={styles.custom}>
        <span>自定义</span>
        <DatePicker.RangePicker
          value={[dayjs(period.from), dayjs(period.to)]}
          maxDate={dayjs(today)}
          allowClear={false}
          onChange={(range) => {
            if (range?.[0] && range[1])
              choose(customPeriodKey({ from: range[0].format("YYYY-MM-DD"), to: range[1].format("YYYY-MM-DD") }));
          }}
        />
      </div>
    </div>
  );

  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={panel} arrow={false}>
      <Button className={styles.control} icon={<CalendarOutlined />}>
        {preset && <strong>{preset.label}</strong>}
        <span className={styles.muted}>{periodLabel(period, today)}</span>
        <DownOutlined className={styles.caret} />
      </Button>
    </Popover>
  );
}
