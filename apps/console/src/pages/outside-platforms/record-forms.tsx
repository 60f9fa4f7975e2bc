import { DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  type Costs,
  everything,
  type Outside,
  optionsOf,
  type Placement,
  publishPlacement,
  recordCosts,
  recordFigures,
} from "./outside-api.ts";
import { RiskList } from "./risk-list.tsx";

interface FormProps {
  readonly placement: Placement;
  readonly onClose: () => void;
}

interface PublishValues {
  readonly publishedAt: Dayjs;
  readonly address?: string;
  readonly workKey?: string;
  readonly riskReason?: string;
}

/** Says that it stands on the platform; warnings ask for a reason. */
export function PublishForm({ placement, onClose }: FormProps) {
  const [form] = Form.useForm<PublishValues>();
  const asksReason = placement.risks.some(({ level }) => level !== "hint");
  const save = useAction<PublishValues, Placement>({
    run: ({ publishedAt, address = "", workKey = "", riskReason = "" }) =>
      publishPlacement(placement.id, {
        version: placement.version,
        publishedAt: publishedAt.toISOString(),
        address,
        workKey,
        riskReason,
      }),
    done: "已登记发布",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<PublishValues>
      form={form}
      title="登记发布"
      hint="各平台没有给外部的发布接口：先在平台上发布，再回来登记。"
      submitText={asksReason ? "仍要发布" : "登记"}
      initialValues={{ publishedAt: dayjs() }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <RiskList risks={placement.risks} />
      {asksReason && (
        <Form.Item
          name="riskReason"
          label="为什么仍要发布"
          extra="会写进这条内容和操作日志"
          rules={[{ required: true, message: "请写明原因，或先改掉" }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="publishedAt" label="发布时间" rules={[{ required: true, message: "请选择发布时间" }]}>
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="address" label="平台上的链接" rules={[{ type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://" />
      </Form.Item>
      <Form.Item name="workKey" label="作品 ID" extra="填了，导入平台数据时就能对上">
        <Input maxLength={100} />
      </Form.Item>
    </FormDrawer>
  );
}

interface CostValues {
  readonly kind: Costs["kind"];
  readonly way: "one" | "many";
  readonly day?: Dayjs;
  readonly yuan?: number;
  readonly csv?: string;
}

/** What a kind of cost came to: one day typed, or many pasted. */
export function CostForm({ placement, outside, onClose }: FormProps & { readonly outside: Outside }) {
  const [form] = Form.useForm<CostValues>();
  const way = Form.useWatch("way", form) ?? "one";
  const save = useAction<CostValues, Placement>({
    run: ({ kind, way: how, day, yuan, csv }) =>
      recordCosts(
        placement.id,
        how === "many"
          ? { kind, csv: csv ?? "" }
          : {
              kind,
              lines: [{ day: (day ?? dayjs()).format("YYYY-MM-DD"), amountFen: Math.round((yuan ?? 0) * 100) }],
            },
      ),
    done: "费用已记录",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<CostValues>
      form={form}
      title="记费用"
      hint="同一类、同一天再记一次会替换原来的数；写进操作日志。"
      submitText="记录"
      initialValues={{ kind: "creator", way: "one", day: dayjs() }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="哪一类">
        <Select options={optionsOf<Costs["kind"]>(outside.costKinds)} />
      </Form.Item>
      <Form.Item name="way">
        <Radio.Group
          optionType="button"
          options={[
            { value: "one", label: "填一天" },
            { value: "many", label: "粘贴多天" },
          ]}
        />
      </Form.Item>
      {way === "one" ? (
        <>
          <Form.Item name="day" label="日期" rules={[{ required: true, message: "请选择日期" }]}>
            <DatePicker style={{ width: "100%" }} allowClear={false} />
          </Form.Item>
          <Form.Item name="yuan" label="费用" rules={[{ required: true, message: "请填写费用" }]}>
            <InputNumber min={0} max={10_000_000_000} precision={2} prefix="¥" style={{ width: "100%" }} />
          </Form.Item>
        </>
      ) : (
        <Form.Item
          name="csv"
          label="每行一天"
          extra="日期、费用（元），用逗号或制表符分开，可从表格直接复制"
          rules={[{ required: true, message: "请粘贴费用" }]}
        >
          <Input.TextArea rows={10} placeholder={"2026-06-01,300.50\n2026-06-02,280"} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

interface FigureValues {
  readonly day: Dayjs;
  readonly views?: number | null;
  readonly likes?: number | null;
  readonly saves?: number | null;
  readonly comments?: number | null;
  readonly shares?: number | null;
}
const totals = [
  { name: "views", label: "观看（播放、阅读）" },
  { name: "likes", label: "点赞" },
  { name: "saves", label: "收藏" },
  { name: "comments", label: "评论" },
  { name: "shares", label: "分享" },
] as const;

/** The platform's totals as of a day. */
export function FiguresForm({ placement, onClose }: FormProps) {
  const [form] = Form.useForm<FigureValues>();
  const save = useAction<FigureValues, Placement>({
    run: ({ day, ...counts }) =>
      recordFigures(placement.id, {
        lines: [
          {
            day: day.format("YYYY-MM-DD"),
            views: counts.views ?? null,
            likes: counts.likes ?? null,
            saves: counts.saves ?? null,
            comments: counts.comments ?? null,
            shares: counts.shares ?? null,
          },
        ],
      }),
    done: "平台数据已记录",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<FigureValues>
      form={form}
      title="记平台数据"
      hint="填发布以来的累计数，不是当天新增；同一天再记一次会替换。"
      submitText="记录"
      initialValues={{ day: dayjs() }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="day" label="截至哪天" rules={[{ required: true, message: "请选择日期" }]}>
        <DatePicker style={{ width: "100%" }} allowClear={false} disabledDate={(day) => day.isAfter(dayjs())} />
      </Form.Item>
      {totals.map(({ name, label }) => (
        <Form.Item key={name} name={name} label={label}>
          <InputNumber min={0} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
