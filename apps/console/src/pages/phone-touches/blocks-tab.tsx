import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Radio, Skeleton } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  blockNumber,
  figuresQuery,
  type PhoneChannel,
  phoneChannelNames,
  phoneKey,
  sourceNames,
  unblockNumber,
} from "./phone-api.ts";
import styles from "./phone-touches.module.css";

interface Values {
  readonly act: "add" | "remove";
  readonly phone: string;
  readonly channels: PhoneChannel[];
  readonly reason: string;
}

const channelOptions = (Object.keys(phoneChannelNames) as PhoneChannel[]).map((value) => ({
  value,
  label: phoneChannelNames[value],
}));

/** Numbers that are left alone: how many and why, and a way to put one on or take one off. */
export function BlocksTab() {
  const can = useCan();
  const [form] = Form.useForm<Values>();
  const act = Form.useWatch("act", form) ?? "add";
  const figures = useQuery(figuresQuery);
  const change = useAction<Values>({
    run: async ({ act: wanted, phone, channels, reason }) => {
      if (wanted === "add") return blockNumber({ phone, channels, reason });
      for (const channel of channels) await unblockNumber({ phone, channel, reason });
      return null;
    },
    done: "已更新免打扰名单",
    refresh: [phoneKey, ["audit"]],
    onDone: () => form.resetFields(["phone", "reason"]),
  });
  if (figures.isError) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data) return <Skeleton active />;
  const { blocks } = figures.data;
  const total = (channel: PhoneChannel) =>
    blocks.filter((row) => row.channel === channel).reduce((sum, row) => sum + row.numbers, 0);
  const why = (channel: PhoneChannel) =>
    blocks
      .filter((row) => row.channel === channel)
      .map((row) => `${sourceNames[row.source]} ${row.numbers}`)
      .join("，") || "还没有";
  return (
    <div className={styles.stack}>
      <FigureCards
        figures={(Object.keys(phoneChannelNames) as PhoneChannel[]).map((channel) => ({
          label: `${phoneChannelNames[channel]}免打扰号码`,
          value: total(channel),
          hint: why(channel),
        }))}
      />
      <Panel
        title="加入或移出"
        hint="回复 R、TD、退订，通话里要求不再联系，投诉和服务商黑名单都会自动加入；名单里只存号码的摘要，不能反查"
      >
        {can("phone_touch.write") ? (
          <Form<Values>
            form={form}
            layout="vertical"
            className={styles.narrow}
            initialValues={{ act: "add", channels: ["sms", "ai_call"] }}
            onFinish={(values) => change.mutate(values)}
          >
            <Form.Item name="act">
              <Radio.Group
                optionType="button"
                options={[
                  { value: "add", label: "加入" },
                  { value: "remove", label: "移出" },
                ]}
              />
            </Form.Item>
            <Form.Item name="phone" label="手机号" rules={[{ required: true, message: "请填写手机号" }]}>
              <Input maxLength={20} />
            </Form.Item>
            <Form.Item name="channels" label="渠道" rules={[{ required: true, message: "请至少选一个" }]}>
              <Checkbox.Group options={channelOptions} />
            </Form.Item>
            <Form.Item
              name="reason"
              label="原因"
              extra={act === "remove" ? "本人退订过的，移出后营销仍受退订约束" : "写进操作日志"}
              rules={[{ required: true, min: 2, message: "请写明原因" }]}
            >
              <Input maxLength={100} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {act === "add" ? "加入名单" : "移出名单"}
            </Button>
          </Form>
        ) : (
          <p className={styles.faint}>没有修改名单的权限。</p>
        )}
      </Panel>
    </div>
  );
}
