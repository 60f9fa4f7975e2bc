import { DatePicker, Form, Input, InputNumber, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type AdPlan, recordSpends } from "./ad-plan-api.ts";

interface Values {
  readonly way: "one" | "many";
  readonly day?: Dayjs;
  readonly yuan?: number;
  readonly impressions?: number | null;
  readonly clicks?: number | null;
  readonly csv?: string;
}

/** What days cost: one typed, or many pasted. */
export function SpendForm({ plan, onClose }: { plan: AdPlan; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const way = Form.useWatch("way", form) ?? "one";
  const save = useAction<Values, AdPlan>({
    run: ({ way: how, day, yuan, impressions, clicks, csv }) =>
      recordSpends(
        plan.id,
        how === "many"
          ? { csv: csv ?? "" }
          : {
              lines: [
                {
                  day: (day ?? dayjs()).format("YYYY-MM-DD"),
                  amountFen: Math.round((yuan ?? 0) * 100),
                  impressions: impressions ?? null,
                  clicks: clicks ?? null,
                },
              ],
            },
      ),
    done: "花费已记录",
    refresh: [["ad-plans"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="记录花费"
      hint="同一天再记一次会替换原来的数；写进操作日志。"
      submitText="记录"
      initialValues={{ way: "one", day: dayjs() }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
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
          <Form.Item name="yuan" label="花费" rules={[{ required: true, message: "请填写花费" }]}>
            <InputNumber min={0} max={10_000_000_000} precision={2} prefix="¥" style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="impressions" label="曝光（平台报的）">
            <InputNumber min={0} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="clicks" label="点击（平台报的）">
            <InputNumber min={0} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </>
      ) : (
        <Form.Item
          name="csv"
          label="每行一天"
          extra="日期、花费（元）、曝光、点击，用逗号或制表符分开；后两列可以不写，可从表格直接复制"
          rules={[{ required: true, message: "请粘贴花费" }]}
        >
          <Input.TextArea rows={12} placeholder={"2026-06-01,300.50,12000,150\n2026-06-02,280"} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
