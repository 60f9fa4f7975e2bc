import { Checkbox, Form, Input, Radio, Select } from "antd";
import { optionsOf, StoreCodeSelect } from "../../shared/filter/store-filter.tsx";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import styles from "./mapping.module.css";
import { type ImportOptions, type ImportPlan, type KindInfo, parsePrefixes, setConstant } from "./plan.ts";

interface OptionsPanelProps {
  readonly info: KindInfo;
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}

/** Values for what the file does not say. */
function Constants({ info, plan, onChange }: OptionsPanelProps) {
  const has = (key: string) => info.fields.some((field) => field.key === key) && !(key in plan.columns);
  const wanted = ["store_code", "channel", "type"].filter(has);
  if (wanted.length === 0) return null;
  return (
    <div className={styles.optionGroup}>
      <h3>文件里没有、但整份都一样的内容</h3>
      {has("store_code") && (
        <Form.Item label="门店" extra="整份文件都是同一家店的，就选上；否则留空。">
          <StoreCodeSelect
            value={plan.constants.store_code}
            onChange={(code) => onChange(setConstant(plan, "store_code", code ?? ""))}
          />
        </Form.Item>
      )}
      {has("channel") && (
        <Form.Item label="渠道" extra="用于区分线上线下业绩。">
          <Select
            allowClear
            placeholder="不指定"
            value={plan.constants.channel}
            options={optionsOf(channelNames)}
            onChange={(value: string | undefined) => onChange(setConstant(plan, "channel", value ?? ""))}
          />
        </Form.Item>
      )}
      {has("type") && (
        <Form.Item label="事件类型" extra="整份文件都是同一种行为时填写，名称见「行为事件」。">
          <Input
            value={plan.constants.type ?? ""}
            placeholder="page.viewed"
            onChange={(event) => onChange(setConstant(plan, "type", event.target.value))}
          />
        </Form.Item>
      )}
    </div>
  );
}

/** Refunds and order numbers. */
function OrderOptions({ plan, set }: { plan: ImportPlan; set: (change: Partial<ImportOptions>) => void }) {
  const { options } = plan;
  return (
    <div className={styles.optionGroup}>
      <h3>退款与单号</h3>
      <p className={styles.faint}>数量为负的行、单据类型写着退货或退款的行，已经会按退款处理。</p>
      <Form.Item label="这些开头的单号也是退款" extra="例如收银系统的退货单以 C 或 TH 开头；多个用逗号分开。">
        <Input
          defaultValue={options.refundPrefixes.join("，")}
          placeholder="没有就留空"
          onChange={(event) => set({ refundPrefixes: parsePrefixes(event.target.value) })}
        />
      </Form.Item>
      {options.refundPrefixes.length > 0 && (
        <Form.Item>
          <Checkbox
            checked={options.refundNamesOrder}
            onChange={(event) => set({ refundNamesOrder: event.target.checked })}
          >
            去掉开头就是原订单号（C1001 退的是 1001）
          </Checkbox>
        </Form.Item>
      )}
      <Form.Item label="这些开头的单号不是成交，跳过" extra="例如坏账调整。跳过的行会列在报告里。">
        <Input
          defaultValue={options.excludePrefixes.join("，")}
          placeholder="没有就留空"
          onChange={(event) => set({ excludePrefixes: parsePrefixes(event.target.value) })}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox
          checked={options.orderPerCustomerDay}
          onChange={(event) => set({ orderPerCustomerDay: event.target.checked })}
        >
          文件里没有订单号：同一客户同一天的行算一笔订单
        </Checkbox>
      </Form.Item>
    </div>
  );
}

function Reading({ plan, set }: { plan: ImportPlan; set: (change: Partial<ImportOptions>) => void }) {
  const { options } = plan;
  const hasOpenid = ["openid", "recipient_openid", "recipient_shop_openid"].some((key) => key in plan.columns);
  return (
    <div className={styles.optionGroup}>
      <h3>来源与日期</h3>
      <Form.Item
        label="来源系统"
        extra={
          plan.kind === "orders"
            ? "单号在同一来源里不重复。不同系统的单号可能撞车，请各起一个名字，并一直用同一个。"
            : "这份数据从哪个系统来，之后导入请用同一个名字。"
        }
      >
        <Input
          value={options.source}
          maxLength={40}
          placeholder="例如：pos、天猫"
          onChange={(event) => set({ source: event.target.value })}
        />
      </Form.Item>
      <Form.Item label="日期写法" extra="像 03/04/2026 这样看不出先后的日期，按这个理解。">
        <Radio.Group
          value={options.dateOrder ?? "ymd"}
          onChange={(event) => set({ dateOrder: event.target.value === "ymd" ? undefined : event.target.value })}
          options={[
            { value: "ymd", label: "年-月-日" },
            { value: "dmy", label: "日/月/年" },
            { value: "mdy", label: "月/日/年" },
          ]}
        />
      </Form.Item>
      {hasOpenid && (
        <Form.Item label="OpenID 属于哪个公众号或小程序" extra="填它的 AppID；同一个人在不同号里的 OpenID 不同。">
          <Input
            value={options.openidScope}
            placeholder="wx…"
            onChange={(event) => set({ openidScope: event.target.value.trim() })}
          />
        </Form.Item>
      )}
    </div>
  );
}

/** Everything about reading the file that is not a column. */
export function OptionsPanel({ info, plan, onChange }: OptionsPanelProps) {
  const set = (change: Partial<ImportOptions>) => onChange({ ...plan, options: { ...plan.options, ...change } });
  return (
    <Form layout="vertical" component="div" className={styles.options}>
      <Constants info={info} plan={plan} onChange={onChange} />
      {plan.kind === "orders" && <OrderOptions plan={plan} set={set} />}
      <Reading plan={plan} set={set} />
    </Form>
  );
}
