import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import type { TierCode } from "./tier-api.ts";
import { tierColors, tierNames } from "./tier-look.ts";
import styles from "./tiers.module.css";

type Path = [string, string];

/** A number inside a sentence. */
function Value({
  name,
  label,
  min = 0,
  max,
  prefix,
}: {
  name: Path;
  label: string;
  min?: number;
  max: number;
  prefix?: string;
}) {
  return (
    <Form.Item name={name} noStyle rules={[{ required: true, message: `请填写${label}` }]}>
      <InputNumber
        aria-label={label}
        className={prefix ? styles.money : styles.value}
        min={min}
        max={max}
        precision={prefix ? 2 : 0}
        prefix={prefix}
      />
    </Form.Item>
  );
}

/** Thresholds as sentences, in the order in which the tiers are tried, each with what its members get. */
export function RuleFields() {
  return (
    <>
      <p className={styles.order}>从上到下依次判断，符合哪一层就进哪一层；都不符合的是普通客户。</p>
      <TierRow tier="new">
        注册 <Value name={["new", "registeredWithinDays"]} label="新用户注册天数" min={1} max={90} /> 天内，还没有首单
      </TierRow>
      <TierRow tier="high">
        近 <Value name={["high", "spendDays"]} label="高价值消费天数" min={1} max={365} /> 天消费满{" "}
        <Value name={["high", "minSpendYuan"]} label="高价值消费金额" max={1_000_000} prefix="¥" />
        ，且近 <Value name={["high", "interactionDays"]} label="高价值互动天数" min={1} max={90} /> 天互动至少{" "}
        <Value name={["high", "minInteractions"]} label="高价值互动次数" max={10_000} /> 次
      </TierRow>
      <TierRow tier="potential">
        消费满 <Value name={["potential", "minSpendYuan"]} label="潜在高价值消费金额" max={1_000_000} prefix="¥" />
        （到高价值线为止），且近 <Value name={["potential", "viewDays"]} label="潜在高价值浏览天数" min={1} max={90} />{" "}
        天浏览商品至少 <Value name={["potential", "minViews"]} label="潜在高价值浏览次数" max={10_000} /> 次
      </TierRow>
      <TierRow tier="silent">
        <Value name={["silent", "withoutPurchaseDays"]} label="沉默天数" min={1} max={365} /> 天没有购买，互动不超过{" "}
        <Value name={["silent", "maxInteractions"]} label="沉默互动次数" max={10_000} /> 次
      </TierRow>
      <TierRow tier="low">
        全年消费低于 <Value name={["low", "maxYearlySpendYuan"]} label="低价值年消费" max={1_000_000} prefix="¥" />
        ，且用券订单占 <Value name={["low", "minCouponOrderPercent"]} label="低价值用券占比" max={100} />% 以上
      </TierRow>
      <TierRow tier="general">以上都不符合</TierRow>
    </>
  );
}

function TierRow({ tier, children }: { tier: TierCode; children: ReactNode }) {
  return (
    <fieldset className={styles.tierRow} style={{ borderLeftColor: tierColors[tier] }}>
      <legend>{tierNames[tier]}</legend>
      <div className={styles.sentence}>{children}</div>
      <div className={styles.gets}>
        <Form.Item name={["treatments", tier, "treatments"]} label="给他们什么">
          <Select mode="tags" open={false} suffixIcon={null} placeholder="输入一项待遇后按回车" maxCount={12} />
        </Form.Item>
        <Form.Item name={["treatments", tier, "goal"]} label="目标">
          <Input maxLength={60} placeholder="例如：首购转化率 40% 以上" />
        </Form.Item>
      </div>
    </fieldset>
  );
}
