import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { ProductSelect } from "../plans/product-select.tsx";
import { addWave, editWave, everything, recordSearches, type Wave } from "./outside-api.ts";

interface Values {
  readonly name: string;
  readonly unitId?: string | null;
  readonly days: [Dayjs, Dayjs];
  readonly skus?: string[];
  readonly words?: string[];
  readonly budgetYuan?: number | null;
  readonly note?: string;
}

/** Goods, days and words of a seeding wave. */
export function WaveForm({ wave, onClose }: { readonly wave: Wave | null; readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Wave>({
    run: ({ name, unitId = null, days, skus = [], words = [], budgetYuan, note = "" }) => {
      const draft = {
        name,
        unitId,
        skus,
        words,
        note,
        startsOn: days[0].format("YYYY-MM-DD"),
        endsOn: days[1].format("YYYY-MM-DD"),
        budgetFen: budgetYuan ? Math.round(budgetYuan * 100) : null,
      };
      return wave ? editWave(wave.id, { ...draft, version: wave.version }) : addWave(draft);
    },
    done: wave ? "已保存" : "波次已建立，新建内容时选它",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={wave ? "修改种草波次" : "新建种草波次"}
      initialValues={
        wave
          ? {
              ...wave,
              days: [dayjs(wave.startsOn), dayjs(wave.endsOn)],
              budgetYuan: wave.budgetFen === null ? null : wave.budgetFen / 100,
            }
          : { days: [dayjs(), dayjs().add(9, "day")] }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：秋季收纳 · 第一波" />
      </Form.Item>
      <Form.Item name="unitId" label="属于" extra="不选就是总部">
        <UnitSelect allowClear />
      </Form.Item>
      <Form.Item name="days" label="日期" rules={[{ required: true, message: "请选择日期" }]}>
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="skus" label="商品">
        <ProductSelect />
      </Form.Item>
      <Form.Item name="words" label="要看的搜索词" extra="品牌词、商品叫法；波次前后的搜索次数按这些词记">
        <Select mode="tags" open={false} tokenSeparators={["，", ",", " "]} />
      </Form.Item>
      <Form.Item name="budgetYuan" label="预算">
        <InputNumber min={0} precision={2} prefix="¥" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="note" label="说明">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

interface SearchValues {
  readonly platform: string;
  readonly csv: string;
}

/** Searches of the wave's words, pasted from a platform's index. */
export function SearchesForm({ wave, onClose }: { readonly wave: Wave; readonly onClose: () => void }) {
  const [form] = Form.useForm<SearchValues>();
  const save = useAction<SearchValues, Wave>({
    run: (values) => recordSearches(wave.id, values),
    done: "搜索次数已记录",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  const word = wave.words[0] ?? "品牌词";
  return (
    <FormDrawer<SearchValues>
      form={form}
      title="记搜索次数"
      hint={`波次开始前 14 天也要记几天，才有得比（${dayjs(wave.startsOn).subtract(14, "day").format("YYYY-MM-DD")} 起）。`}
      submitText="记录"
      initialValues={{ platform: "微信指数" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="platform" label="哪个平台的指数" rules={[{ required: true, message: "请填写" }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item
        name="csv"
        label="每行一天"
        extra={`日期、词、次数；词要在：${wave.words.join("、") || "先在「修改」里填搜索词"}`}
        rules={[{ required: true, message: "请粘贴搜索次数" }]}
      >
        <Input.TextArea rows={12} placeholder={`${wave.startsOn},${word},1200`} />
      </Form.Item>
    </FormDrawer>
  );
}
