import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Radio, Switch, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import styles from "./friend-adding.module.css";
import { friendKey, type Settings, saveSettings, settingsQuery } from "./friend-api.ts";

type Rules = Settings["value"];
interface Values extends Omit<Rules, "windows"> {
  windows: ([Dayjs, Dayjs] | null | undefined)[];
}

const clock = (time: string) => dayjs(`2000-01-01T${time}`);

function Amount({
  name,
  label,
  unit,
  hint,
  most,
}: {
  name: keyof Rules;
  label: string;
  unit: string;
  hint?: string;
  most: number;
}) {
  return (
    <Form.Item name={name} label={label} tooltip={hint} rules={[{ required: true, message: "请填写" }]}>
      <InputNumber min={1} max={most} precision={0} suffix={unit} style={{ width: "100%" }} />
    </Form.Item>
  );
}

/** The rules of adding, for the whole chain. */
export function SettingsDrawer({ onClose }: { onClose: () => void }) {
  const { wholeChain } = useMe();
  const [form] = Form.useForm<Values>();
  const settings = useQuery(settingsQuery);
  const save = useAction<Values, Settings>({
    run: ({ windows, ...value }) =>
      saveSettings({
        version: settings.data?.version ?? 0,
        value: {
          ...value,
          windows: windows.flatMap((range) =>
            range ? [{ from: range[0].format("HH:mm"), to: range[1].format("HH:mm") }] : [],
          ),
        },
      }),
    done: "已保存，马上生效",
    refresh: [friendKey],
    onDone: onClose,
    quietFailure: true,
  });
  if (!settings.data) return null;
  const { windows, ...rules } = settings.data.value;
  return (
    <FormDrawer<Values>
      form={form}
      title="加好友规则"
      hint="对全国生效，只有总部可以修改。"
      width={560}
      readOnly={!wholeChain}
      initialValues={{ ...rules, windows: windows.map(({ from, to }) => [clock(from), clock(to)] as [Dayjs, Dayjs]) }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <div className={styles.formRow}>
        <Amount name="dailyLimit" label="每人每天最多" unit="人" most={200} hint="到了就不能再加，明天恢复" />
        <Amount name="advised" label="建议每天" unit="人" most={200} />
      </div>
      <Form.Item label="建议时段" tooltip="时段外可以加，但会提醒；一个都不填就是不限">
        <Form.List name="windows">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div key={field.key} style={{ display: "flex", gap: 8, marginBottom: 8 }}>
                  <Form.Item name={field.name} noStyle>
                    <TimePicker.RangePicker format="HH:mm" minuteStep={5} needConfirm={false} />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label="去掉"
                    icon={<MinusCircleOutlined />}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(null)}>
                加一个时段
              </Button>
            </>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item name="callFirst" label="先打电话、记下结果才能发申请" valuePropName="checked">
        <Switch />
      </Form.Item>
      <div className={styles.formRow}>
        <Amount
          name="line"
          label="通过率目标"
          unit="%"
          most={100}
          hint="老客名单先打电话通常 20–40%，可按名单质量调整"
        />
        <Amount name="sample" label="至少有多少次结果才判断" unit="次" most={1000} />
        <Amount name="rateDays" label="看最近多少天" unit="天" most={90} />
        <Amount name="waitHours" label="申请等多久算有结果" unit="小时" most={720} />
      </div>
      <Form.Item name="whenBelow" label="低于目标时">
        <Radio.Group
          options={[
            { value: "pause", label: "暂停这位导购，并通知总部" },
            { value: "warn", label: "只通知总部" },
          ]}
        />
      </Form.Item>
      <div className={styles.formRow}>
        <Amount name="answerDays" label="申请后多少天内加上算通过" unit="天" most={30} />
        <Amount name="serviceHours" label="服务后多少小时内加上算邀请成功" unit="小时" most={720} />
      </div>
    </FormDrawer>
  );
}
