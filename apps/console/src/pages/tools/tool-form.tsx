import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  addTool,
  dataLinkNames,
  editTool,
  type NewTool,
  type Part,
  providerNames,
  stateNames,
  type Tool,
  toolsKey,
} from "./tool-api.ts";

type Values = Omit<NewTool, "contractEnds" | "yearlyFen"> & { ends?: Dayjs | null; yearlyYuan?: number | null };

function bodyOf({ ends, yearlyYuan, ...values }: Values): NewTool {
  return {
    ...values,
    contractEnds: ends ? ends.format("YYYY-MM-DD") : null,
    yearlyFen: yearlyYuan === null || yearlyYuan === undefined ? null : Math.round(yearlyYuan * 100),
  };
}

function valuesOf({ id: _id, version: _version, contractEnds, yearlyFen, ...tool }: Tool): Values {
  return {
    ...tool,
    ends: contractEnds === null ? null : dayjs(contractEnds),
    yearlyYuan: yearlyFen === null ? null : yearlyFen / 100,
  };
}

/** 登记工具, or a change of one. */
export function ToolForm({ tool, parts, onClose }: { tool?: Tool; parts: readonly Part[]; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<NewTool, unknown>({
    run: (body) => (tool ? editTool(tool, body) : addTool(body)),
    done: "已保存",
    refresh: [toolsKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={tool ? `修改「${tool.name}」` : "登记工具"}
      hint="公司在用、准备用的私域工具都登记在这里。飞轮自己的接入不用登记，页面下方会自己列出来。"
      initialValues={tool ? valuesOf(tool) : { provider: "vendor", dataLink: "connected", state: "in_use" }}
      onSubmit={(values) => save.mutateAsync(bodyOf(values))}
      onClose={onClose}
    >
      <Form.Item name="name" label="工具名称" rules={[{ required: true, message: "请填写工具名称" }, { max: 60 }]}>
        <Input placeholder="例如：小鹅通" />
      </Form.Item>
      <Form.Item name="functions" label="用来做什么" rules={[{ required: true, message: "至少选一项功能" }]}>
        <Select mode="multiple" options={parts.map(({ function: value, label }) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="provider" label="谁提供">
        <Select options={optionsOf(providerNames)} />
      </Form.Item>
      <Form.Item name="dataLink" label="数据在哪" extra="互通 = 经接口、推送或文件进到飞轮；孤岛 = 只留在那个工具里。">
        <Select options={optionsOf(dataLinkNames)} />
      </Form.Item>
      <Form.Item name="state" label="状态">
        <Select options={optionsOf(stateNames)} />
      </Form.Item>
      <Form.Item name="vendor" label="供应商">
        <Input />
      </Form.Item>
      <Form.Item name="owner" label="负责人">
        <Input />
      </Form.Item>
      <Form.Item name="ends" label="合同到期">
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="yearlyYuan" label="每年费用">
        <InputNumber min={0} style={{ width: "100%" }} suffix="元" />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
