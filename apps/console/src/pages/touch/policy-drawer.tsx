import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, InputNumber, Select, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import styles from "./touch.module.css";
import { type Cap, type Policy, type PolicyAnswer, savePolicy, touchKey } from "./touch-api.ts";
import { dayNames, kindNames, limitedChannels, windowNames } from "./touch-words.ts";

interface Values {
  caps: { channel: Cap["channel"]; kind: Cap["kind"]; most: number; span: keyof typeof windowNames; quota: boolean }[];
  quiet: { channel: Cap["channel"]; hours?: [Dayjs, Dayjs]; handling: "put_off" | "refuse" }[];
  windows: { days: keyof typeof dayNames; hours?: [Dayjs, Dayjs] }[];
  exempt: Policy["exempt"];
  holdoutPercent: number;
}

const clock = (time: string) => dayjs(`2000-01-01T${time}`);
const range = ({ from, to }: { from: string; to: string }): [Dayjs, Dayjs] => [clock(from), clock(to)];
const times = (hours: [Dayjs, Dayjs] | undefined) => ({
  from: hours?.[0].format("HH:mm") ?? "",
  to: hours?.[1].format("HH:mm") ?? "",
});
const filled = [{ required: true, message: "请填写" }];

const valuesOf = ({ caps, quiet, windows, exempt, holdoutPercent }: Policy): Values => ({
  caps: caps.map(({ window, counting, ...cap }) => ({ ...cap, span: `${window}/${counting}` })),
  quiet: quiet.map(({ channel, handling, ...hours }) => ({ channel, handling, hours: range(hours) })),
  windows: windows.map(({ days, ...hours }) => ({ days, hours: range(hours) })),
  exempt,
  holdoutPercent,
});

const policyOf = ({ caps, quiet, windows, exempt, holdoutPercent }: Values, holdoutSalt: string): Policy => ({
  caps: caps.map(({ span, quota, ...cap }) => {
    const [window, counting] = span.split("/") as [Cap["window"], Cap["counting"]];
    return { ...cap, quota: quota ?? false, window, counting };
  }),
  quiet: quiet.map(({ hours, ...rest }) => ({ ...rest, ...times(hours) })),
  windows: windows.map(({ hours, days }) => ({ days, ...times(hours) })),
  exempt,
  holdoutPercent,
  holdoutSalt,
});

/** Lines of one kind of rule. */
function Rules(props: {
  readonly name: keyof Values;
  readonly label: string;
  readonly tooltip: string;
  readonly add: string;
  readonly fresh: object;
  readonly children: (name: number) => ReactNode;
}) {
  return (
    <Form.Item label={props.label} tooltip={props.tooltip}>
      <Form.List name={props.name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.rule}>
                {props.children(name)}
                <Button type="text" aria-label="去掉" icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
              </div>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(props.fresh)}>
              {props.add}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

function Choice({
  name,
  label,
  names,
  width,
}: {
  name: [number, string];
  label: string;
  names: object;
  width: number;
}) {
  return (
    <Form.Item name={name} noStyle rules={filled}>
      <Select aria-label={label} options={optionsOf(names as Record<string, string>)} style={{ width }} />
    </Form.Item>
  );
}

function Hours({ name }: { name: number }) {
  return (
    <Form.Item name={[name, "hours"]} noStyle rules={[{ required: true, message: "请选择时段" }]}>
      <TimePicker.RangePicker format="HH:mm" minuteStep={5} needConfirm={false} order={false} />
    </Form.Item>
  );
}

/** Sets the limits; `start` is what the fields hold to begin with. */
export function PolicyDrawer(props: { current: PolicyAnswer; start: Policy; onClose: () => void }) {
  const { current, start, onClose } = props;
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, PolicyAnswer>({
    run: (values) => savePolicy({ version: current.version, value: policyOf(values, current.value.holdoutSalt) }),
    done: "已保存，之后的消息都按它执行",
    refresh: [touchKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="触达限制"
      hint="对全国、所有发送方式生效。对客户刚才的话或动作的回复不受限制。"
      width={760}
      initialValues={valuesOf(start)}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Rules
        name="caps"
        label="每位客户最多收到"
        tooltip="等待发送的也算；发送失败的会退回"
        add="加一条上限"
        fresh={{ channel: "all", kind: "marketing", most: 1, span: "day/calendar", quota: false }}
      >
        {(name) => (
          <>
            <Choice name={[name, "channel"]} label="渠道" names={limitedChannels} width={170} />
            <Choice name={[name, "kind"]} label="消息" names={kindNames} width={100} />
            <Choice name={[name, "span"]} label="时间" names={windowNames} width={140} />
            <Form.Item name={[name, "most"]} noStyle rules={filled}>
              <InputNumber aria-label="最多几次" min={1} max={1000} precision={0} suffix="次" style={{ width: 90 }} />
            </Form.Item>
            <Form.Item name={[name, "quota"]} noStyle valuePropName="checked">
              <Checkbox>平台额度</Checkbox>
            </Form.Item>
          </>
        )}
      </Rules>
      <Rules
        name="quiet"
        label="免打扰时段"
        tooltip="结束早于开始就是到第二天；单独设了渠道的，以渠道的为准"
        add="加一段免打扰"
        fresh={{ channel: "all", hours: range({ from: "21:30", to: "08:00" }), handling: "put_off" }}
      >
        {(name) => (
          <>
            <Choice name={[name, "channel"]} label="渠道" names={limitedChannels} width={170} />
            <Hours name={name} />
            <Choice
              name={[name, "handling"]}
              label="到时怎么办"
              names={{ put_off: "推迟到结束", refuse: "不发" }}
              width={120}
            />
          </>
        )}
      </Rules>
      <Rules
        name="windows"
        label="黄金时段"
        tooltip="只做提醒，不拦消息。资料里常见的是 7–9 点、12–14 点、20–22 点，请按自己的效果调整"
        add="加一个时段"
        fresh={{ days: "all", hours: range({ from: "20:00", to: "22:00" }) }}
      >
        {(name) => (
          <>
            <Choice name={[name, "days"]} label="哪些天" names={dayNames} width={100} />
            <Hours name={name} />
          </>
        )}
      </Rules>
      <Form.Item name="exempt" label="不受次数和时段限制">
        <Checkbox.Group
          options={[
            { value: "transaction", label: "交易消息（付款、发货、退款等）" },
            { value: "service", label: "服务消息" },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="holdoutPercent"
        label="长期对照组"
        extra="按客户固定抽取，不发任何营销消息，用来看营销到底带来多少。0 就是不留"
        rules={filled}
      >
        <InputNumber min={0} max={50} precision={1} suffix="%" />
      </Form.Item>
    </FormDrawer>
  );
}
