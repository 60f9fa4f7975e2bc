import { DatePicker, Form, Input, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { useUnitTree } from "../../shared/organization/units.ts";
import { useStoreFormats } from "../stores/store-api.ts";
import { kindNames, publishStandard, publishVersion, type Standard, type StandardDetail } from "./standard-api.ts";

interface Values {
  kind: Standard["kind"];
  title: string;
  body: string;
  formats?: string[];
  unitIds?: string[];
  validFrom: Dayjs;
  note?: string;
}

interface StandardFormProps {
  /** The version to build on; absent = a new standard. */
  readonly before?: StandardDetail;
  readonly onClose: () => void;
  readonly onDone: (standard: StandardDetail) => void;
}

/** Publishes a standard, or its next version. */
export function StandardForm({ before, onClose, onDone }: StandardFormProps) {
  const [form] = Form.useForm<Values>();
  const formats = useStoreFormats();
  const tree = useUnitTree();
  const publish = useAction<Values, StandardDetail>({
    run: ({ kind, validFrom, note = "", formats: bound = [], unitIds = [], ...fields }) => {
      const all = { ...fields, note, formats: bound, unitIds, validFrom: validFrom.format("YYYY-MM-DD") };
      return before
        ? publishVersion(before.id, { ...all, basedOn: before.version })
        : publishStandard({ ...all, kind });
    },
    done: (saved) => `已发布第 ${saved.version} 版，${saved.stores} 家门店需要签收`,
    refresh: [["standards"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={before ? `发布「${before.title}」的新版本` : "发布标准"}
      hint={before ? "新版本发布后，适用的门店要重新签收；生效日之前仍按旧版执行。" : "发布后适用的门店会看到并签收。"}
      submitText="发布"
      width={620}
      initialValues={{
        kind: before?.kind ?? "benefit",
        title: before?.title,
        body: before?.body,
        formats: before?.formats,
        unitIds: before?.unitIds,
        validFrom: dayjs(shopToday()),
      }}
      onSubmit={(values) => publish.mutateAsync(values)}
      onClose={onClose}
    >
      {!before && (
        <Form.Item name="kind" label="类型">
          <Radio.Group options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
      <Form.Item name="title" label="标题" rules={[{ required: true, min: 2, message: "请填写标题" }]}>
        <Input maxLength={80} placeholder="例如：会员生日福利；七天无理由退换" />
      </Form.Item>
      <Form.Item name="body" label="内容" rules={[{ required: true, min: 2, message: "请填写内容" }]}>
        <Input.TextArea rows={10} maxLength={20_000} placeholder="门店照着做就行：给谁、给什么、怎么给、例外怎么办" />
      </Form.Item>
      <Form.Item name="formats" label="适用店型" extra="不选表示全部店型">
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          placeholder="全部店型"
          options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="unitIds" label="适用区域" extra="不选表示全国">
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          placeholder="全部区域"
          options={(tree.data?.items ?? [])
            .filter((unit) => unit.kind === "region" || unit.kind === "dealer")
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="validFrom" label="生效日期" rules={[{ required: true, message: "请选择生效日期" }]}>
        <DatePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      {before && (
        <Form.Item name="note" label="改了什么" rules={[{ required: true, message: "请写一句改了什么" }]}>
          <Input maxLength={500} placeholder="例如：退换期从七天改为十五天" />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
