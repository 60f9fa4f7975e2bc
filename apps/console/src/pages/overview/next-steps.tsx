import { ArrowRightOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { useRfm } from "../rfm/rfm-query.ts";
import styles from "./next-steps.module.css";

interface Step {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly to: string;
  readonly action: string;
}

/** Where attention pays most now, each with the way there: valuable customers who stay away, first-time buyers, the region that falls most. */
export function NextSteps() {
  const query = useLensQuery();
  const rfm = useRfm(query.orgUnitId);
  const regions = useMetrics({ ...query, metrics: ["gmv"], by: "region", compare: "previous", limit: 200 });
  const group = (code: string) => rfm.data?.groups.find((each) => each.code === code);
  const keep = group("important_keep");
  const fresh = group("general_develop");
  const regionRows = regions.data?.rows ?? [];
  const falling = regionRows
    .map((row) => ({ row, lost: (row.values.gmv?.previous ?? 0) - (row.values.gmv?.value ?? 0) }))
    .sort((a, b) => b.lost - a.lost)[0];

  const steps: Step[] = [];
  if (keep && keep.customers > 0) {
    steps.push({
      key: "keep",
      title: `${formatNumber(keep.customers)} 位常客最近没来`,
      text: `他们来得勤、花得多，累计消费 ${formatMoney(keep.monetaryFen)}，现在联系最划算。`,
      to: `/rfm/members?group=${keep.code}`,
      action: "看名单",
    });
  }
  if (fresh && fresh.customers > 0) {
    steps.push({
      key: "fresh",
      title: `${formatNumber(fresh.customers)} 位近期来过的客户买得还少`,
      text: "购买次数和金额都低于平均，趁印象还在时邀请他们再来。",
      to: `/rfm/members?group=${fresh.code}`,
      action: "看名单",
    });
  }
  const change = falling?.row.values.gmv?.change;
  if (falling && regionRows.length > 1 && falling.lost > 0 && falling.row.id && change) {
    steps.push({
      key: "falling",
      title: `${falling.row.label}少卖了 ${formatMoney(falling.lost)}`,
      text: `比上一期下降 ${formatRatio(Math.abs(change))}，是拖累最大的一块。`,
      to: `/overview?unit=${falling.row.id}`,
      action: "看原因",
    });
  }
  if (steps.length === 0) return null;

  return (
    <section className={styles.steps} aria-label="现在值得做的事">
      {steps.map((step) => (
        <Link key={step.key} to={step.to} className={styles.step}>
          <span className={styles.title}>{step.title}</span>
          <span className={styles.text}>{step.text}</span>
          <span className={styles.action}>
            {step.action} <ArrowRightOutlined />
          </span>
        </Link>
      ))}
    </section>
  );
}
