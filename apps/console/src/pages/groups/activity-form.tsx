import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select, Space } from "antd";
import type { Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Activity, type ActivityDraft, createActivity, fetchGroups, groupsKey } from "./group-api.ts";

interface PrizeValues {
  readonly name: string;
  readonly count: number;
  readonly worth: number;
  readonly give: "points" | "goods";
  readonly points?: number;
}
interface Values {
  readonly kind: Activity["kind"];
  readonly name: string;
  readonly rulesText: string;
  readonly groupIds: string[];
  readonly time: [Dayjs, Dayjs];
  readonly prizes?: Partial<PrizeValues>[];
  readonly points?: number;
  readonly streakDays?: number | null;
  readonly streakPoints?: number;
}

function toDraft(values: Values): ActivityDraft {
  const [start, end] = values.time;
  const { name, rulesText, groupIds, kind } = values;
  const common = { name, rulesText, groupIds, startsAt: start.toISOString(), endsAt: end.toISOString() };
  if (kind === "sign_in")
    return {
      ...common,
      kind,
      rewards: {
        points: values.points ?? 0,
        streakDays: values.streakDays ?? null,
        streakPoints: values.streakPoints ?? 0,
      },
    };
  return {
    ...common,
    kind,
    rewards: (values.prizes ?? []).map(({ name: prize = "", count = 0, worth = 0, give, points = 0 }) => ({
      name: prize,
      count,
      worthFen: Math.round(worth * 100),
      give: give === "points" ? { kind: "points" as const, points } : { kind: "goods" as const },
    })),
  };
}

function PrizeFields() {
  return (
    <Form.List name="prizes">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <Space key={field.key} wrap align="baseline">
              <Form.Item name={[field.name, "name"]} rules={[{ required: true, message: "请填写奖品" }]}>
                <Input placeholder="奖品" maxLength={60} style={{ width: 130 }} />
              </Form.Item>
              <Form.Item name={[field.name, "count"]} rules={[{ required: true, message: "请填写份数" }]}>
                <InputNumber min={1} max={10_000} precision={0} placeholder="份数" suffix="份" style={{ width: 90 }} />
              </Form.Item>
              <Form.Item name={[field.name, "worth"]} rules={[{ required: true, message: "请填写价值" }]}>
                <InputNumber min={0.01} max={50_000} placeholder="每份价值" prefix="¥" style={{ width: 120 }} />
              </Form.Item>
              <Form.Item name={[field.name, "give"]}>
                <Select
                  aria-label="怎么发"
                  style={{ width: 108 }}
                  options={[
                    { value: "goods", label: "到店领取" },
                    { value: "points", label: "发积分" },
                  ]}
                />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {({ getFieldValue }) =>
                  getFieldValue(["prizes", field.name, "give"]) === "points" && (
                    <Form.Item name={[field.name, "points"]} rules={[{ required: true, message: "请填写积分" }]}>
                      <InputNumber min={1} precision={0} suffix="分" style={{ width: 100 }} />
                    </Form.Item>
                  )
                }
              </Form.Item>
              {fields.length > 1 && <MinusCircleOutlined aria-label="去掉奖品" onClick={() => remove(field.name)} />}
            </Space>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ give: "goods", count: 1 })}>
            再加一项奖品
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** Opens a draw or a sign-in. */
export function ActivityForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const kind = Form.useWatch("kind", form) ?? "lottery";
  const groups = useQuery({
    queryKey: [...groupsKey, "choices"],
    queryFn: ({ signal }) => fetchGroups("", undefined, signal),
  });
  const create = useAction<Values, Activity>({
    run: (values) => createActivity(toDraft(values)),
    done: "已开办，开始时的通知在「待发送」里",
    refresh: [groupsKey, ["audit"]],
    onDone: (activity) => {
      onClose();
      void navigate(`/groups/activities/${activity.id}`);
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="开办群活动"
      width={620}
      hint="奖品、份数和规则要写清楚；单份奖品不能超过 5 万元；不能以分享、转发、集赞作为参加条件。"
      submitText="开办"
      initialValues={{
        kind: "lottery",
        prizes: [{ give: "goods", count: 1 }],
        points: 5,
        streakDays: 7,
        streakPoints: 50,
      }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="类型">
        <Radio.Group
          optionType="button"
          options={[
            { value: "lottery", label: "群抽奖" },
            { value: "sign_in", label: "群签到" },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder={kind === "lottery" ? "例如：周五福利抽奖" : "例如：七月每日签到"} />
      </Form.Item>
      <Form.Item name="groupIds" label="在哪些群" rules={[{ required: true, message: "请至少选一个群" }]}>
        <Select
          mode="multiple"
          maxTagCount="responsive"
          showSearch={{ optionFilterProp: "label" }}
          loading={groups.isPending}
          options={(groups.data?.items ?? []).map(({ id, name, customers }) => ({
            value: id,
            label: `${name} · ${customers} 人`,
          }))}
          notFoundContent="还没有客户群"
        />
      </Form.Item>
      <Form.Item name="time" label="时间" rules={[{ required: true, message: "请选择起止时间" }]}>
        <DatePicker.RangePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="rulesText"
        label="规则"
        extra="会原样发进群里"
        rules={[{ required: true, min: 4, message: "请写清怎么参加、何时开奖、怎么领" }]}
      >
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
      {kind === "lottery" ? (
        <Form.Item label="奖品" required extra="到结束时间自动开奖，每人最多中一份，按奖品的先后抽">
          <PrizeFields />
        </Form.Item>
      ) : (
        <Space wrap>
          <Form.Item name="points" label="每天签到">
            <InputNumber min={0} max={10_000} precision={0} suffix="分" />
          </Form.Item>
          <Form.Item name="streakDays" label="每连续">
            <InputNumber min={2} max={60} precision={0} suffix="天" />
          </Form.Item>
          <Form.Item name="streakPoints" label="再送">
            <InputNumber min={0} max={100_000} precision={0} suffix="分" />
          </Form.Item>
        </Space>
      )}
    </FormDrawer>
  );
}
