import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import { tierNames } from "../tiers/tier-look.ts";
import { type PointRuleVersion, saveRule } from "./point-api.ts";
import styles from "./points.module.css";
import { formOf, newRule, type RuleFields, ruleOf } from "./rule-form.ts";
import { weekdayNames } from "./words.ts";

type Fields = RuleFields & { readonly fromDay: Dayjs; readonly note?: string };

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const weekdays = weekdayNames.map((label, index) => ({ value: index + 1, label }));
const required = [{ required: true, message: "请填写" }];

function Multiplier({ name }: { name: number }) {
  return (
    <Form.Item name={[name, "multiplier"]} rules={required} className={styles.inline}>
      <InputNumber min={0} max={100} step={0.5} suffix="倍" aria-label="倍数" style={{ width: 110 }} />
    </Form.Item>
  );
}

/** Rows of one kind of multiplier; `children` are the fields before the multiplier. */
function Multipliers(props: {
  readonly name: keyof RuleFields;
  readonly label: string;
  readonly addText: string;
  readonly extra?: string;
  readonly children: (name: number) => ReactNode;
}) {
  return (
    <Form.Item label={props.label} extra={props.extra}>
      <Form.List name={props.name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Space key={key} wrap className={styles.multiplier}>
                {props.children(name)}
                <Multiplier name={name} />
                <Button aria-label="删除这一行" type="text" icon={<DeleteOutlined />} onClick={() => remove(name)} />
              </Space>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ multiplier: 2 })}>
              {props.addText}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** Writes the next version of the earning rule. */
export function RuleEditor({ newest, onClose }: { newest: PointRuleVersion | undefined; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const expiryKind = Form.useWatch("expiryKind", form);
  const save = useAction<Fields>({
    run: ({ fromDay, note, ...fields }) =>
      saveRule({
        fromDay: fromDay.format("YYYY-MM-DD"),
        rule: ruleOf(fields),
        ...(note && { note }),
        basedOn: newest?.version ?? 0,
      }),
    done: "积分规则已保存",
    refresh: [["points"]],
    onDone: onClose,
    quietFailure: true,
  });
  const code = (name: number, names: Readonly<Record<string, string>>, label: string) => (
    <Form.Item name={[name, "code"]} rules={[{ required: true, message: `请选择${label}` }]} className={styles.inline}>
      <Select options={optionsOf(names)} placeholder={label} style={{ width: 150 }} />
    </Form.Item>
  );
  const bonusName = (name: number) => (
    <Form.Item name={[name, "name"]} rules={[{ required: true, message: "请起个名字" }]} className={styles.inline}>
      <Input placeholder="名称，如 会员日" maxLength={30} style={{ width: 150 }} />
    </Form.Item>
  );
  return (
    <FormDrawer<Fields>
      title={newest ? "调整积分规则" : "设定积分规则"}
      hint="按订单的营业日使用当时生效的版本；已经发放的积分不受影响。"
      width={620}
      form={form}
      initialValues={{ ...formOf(newest?.rule ?? newRule), fromDay: dayjs(shopToday()) }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="fromDay"
        label="从哪个营业日起生效"
        rules={required}
        extra={newest ? "最早从今天起" : "选过去的日子，那天以来的订单也会积分；更早的订单不积分"}
      >
        <DatePicker
          allowClear={false}
          disabledDate={(date) => newest !== undefined && date.format("YYYY-MM-DD") < shopToday()}
        />
      </Form.Item>
      <Space wrap size="large">
        <Form.Item name="pointsPerYuan" label="实付每 1 元积" rules={required}>
          <InputNumber min={0} max={1000} precision={2} suffix="分" />
        </Form.Item>
        <Form.Item name="rounding" label="每单不足 1 分">
          <Radio.Group
            options={[
              { value: "down", label: "舍去" },
              { value: "nearest", label: "四舍五入" },
            ]}
          />
        </Form.Item>
      </Space>
      <Multipliers name="channels" label="渠道倍数" addText="添加渠道" extra="没有列出的渠道按 1 倍；0 倍即不积分">
        {(name) => code(name, channelNames, "渠道")}
      </Multipliers>
      <Multipliers name="tiers" label="分层倍数" addText="添加分层">
        {(name) => code(name, tierNames, "分层")}
      </Multipliers>
      <Multipliers name="weekdays" label="每周会员日" addText="添加会员日">
        {(name) => (
          <>
            {bonusName(name)}
            <Form.Item
              name={[name, "weekday"]}
              rules={[{ required: true, message: "请选择" }]}
              className={styles.inline}
            >
              <Select options={weekdays} placeholder="周几" style={{ width: 90 }} />
            </Form.Item>
          </>
        )}
      </Multipliers>
      <Multipliers
        name="campaigns"
        label="活动期间加倍"
        addText="添加活动"
        extra="同一天有多个会员日或活动时，取最高的倍数，不相乘"
      >
        {(name) => (
          <>
            {bonusName(name)}
            <Form.Item
              name={[name, "days"]}
              rules={[{ required: true, message: "请选择日期" }]}
              className={styles.inline}
            >
              <DatePicker.RangePicker style={{ width: 240 }} />
            </Form.Item>
          </>
        )}
      </Multipliers>
      <Space wrap size="large">
        <Form.Item name="pendingDays" label="付款多少天后可用" rules={required} extra="等退货期过去再用">
          <InputNumber min={0} max={180} precision={0} suffix="天" />
        </Form.Item>
        <Form.Item name="joiningGift" label="入会礼" rules={required} extra="每人一次，哪个入口入会都算">
          <InputNumber min={0} max={1_000_000} precision={0} suffix="分" />
        </Form.Item>
      </Space>
      <Form.Item name="expiryKind" label="有效期">
        <Radio.Group
          options={[
            { value: "never", label: "长期有效" },
            { value: "months", label: "获得后几个月" },
            { value: "fixed", label: "固定日子到期" },
          ]}
        />
      </Form.Item>
      {expiryKind === "months" && (
        <Form.Item name="months" label="有效月数" rules={required}>
          <InputNumber min={1} max={120} precision={0} suffix="个月" />
        </Form.Item>
      )}
      {expiryKind === "fixed" && (
        <Space wrap size="large">
          <Form.Item name="years" label="获得那年之后" rules={required}>
            <InputNumber min={0} max={10} precision={0} suffix="年" />
          </Form.Item>
          <Form.Item
            name="monthDay"
            label="有效至（月-日）"
            rules={[{ required: true, pattern: /^\d{2}-\d{2}$/, message: "格式为 月-日，如 12-31" }]}
          >
            <Input style={{ width: 110 }} />
          </Form.Item>
        </Space>
      )}
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={200} placeholder="为什么这样改，给以后看的人" />
      </Form.Item>
    </FormDrawer>
  );
}
