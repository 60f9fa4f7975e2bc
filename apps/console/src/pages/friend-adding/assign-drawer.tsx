import { Alert, App, Button, Form, Input, Segmented, Select, Upload } from "antd";
import { useMemo, useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { uploadFile } from "../imports/import-api.ts";
import { TagPicker } from "../members/tag-picker.tsx";
import { tierNames } from "../tiers/tier-look.ts";
import { type Assigned, type Assignment, assign, friendKey, type Task } from "./friend-api.ts";
import { assignedText } from "./friend-words.ts";
import { readLines } from "./read-lines.ts";

interface Values {
  from: "filter" | "lines" | "file";
  tagNos?: number[];
  tier?: string;
  storeNos?: number[];
  text?: string;
  fileId?: string;
}

const sample = `data:text/csv;charset=utf-8,%EF%BB%BF${encodeURIComponent("手机号,姓名,导购工号\n13712345678,张女士,\n")}`;

function FormTagPicker({ value = [], onChange }: { value?: number[]; onChange?: (tagNos: number[]) => void }) {
  return <TagPicker value={value} onChange={(tagNos) => onChange?.(tagNos)} placeholder="不限标签" />;
}

function FilePicker({ value, onChange }: { value?: string; onChange?: (fileId: string) => void }) {
  const [name, setName] = useState("");
  const take = useAction<File, { id: string }>({
    run: (file) => uploadFile(file, { onProgress: () => undefined, signal: new AbortController().signal }),
    onDone: ({ id }, file) => {
      setName(file.name);
      onChange?.(id);
    },
  });
  return (
    <Upload
      accept=".csv,.tsv,.txt,.xlsx"
      showUploadList={false}
      beforeUpload={(file) => {
        take.mutate(file);
        return false;
      }}
    >
      <Button loading={take.isPending}>{value ? `${name}（换一个）` : "选择文件"}</Button>
    </Upload>
  );
}

const sourceOf = (values: Values): Assignment["source"] => {
  if (values.from === "file") return { from: "file", fileId: values.fileId ?? "" };
  if (values.from === "lines") return { from: "lines", lines: readLines(values.text ?? "") };
  const { tagNos = [], tier, storeNos = [] } = values;
  return { from: "filter", tagNos, storeNos, ...(tier && { tier }) };
};

/** Puts people on a list: by conditions, pasted, or from a file; says first how many it would be and why others are left out. */
export function AssignDrawer({ task, onClose }: { task: Task; onClose: () => void }) {
  const { message } = App.useApp();
  const can = useCan();
  const [form] = Form.useForm<Values>();
  const from = Form.useWatch("from", form) ?? "filter";
  const { data } = useUnitTree({ withStores: true });
  const stores = useMemo(
    () =>
      (data?.items ?? [])
        .filter((unit) => unit.kind === "store")
        .map(({ no, name, code }) => ({ value: no, label: `${name}（${code}）` })),
    [data],
  );
  const look = useAction<void, Assigned>({
    run: async () => assign(task.id, { source: sourceOf(await form.validateFields()), dryRun: true }),
    quietFailure: true,
  });
  const put = useAction<Values, Assigned>({
    run: (values) => assign(task.id, { source: sourceOf(values) }),
    refresh: [friendKey],
    onDone: (done) => {
      void message.success(`已安排：${assignedText(done)}`, 6);
      onClose();
    },
    quietFailure: true,
  });
  const problem = look.isError ? problemText(look.error) : null;
  return (
    <FormDrawer<Values>
      form={form}
      title={`给「${task.name}」安排名单`}
      hint="分给客户自己的导购；没有导购的，分给所属门店里名单最少的人。已是好友、拒绝过营销联系、没有手机号的会自动剔除。"
      submitText="安排名单"
      width={560}
      initialValues={{ from: "filter" }}
      onSubmit={(values) => put.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="from" label="从哪里来">
        <Segmented
          onChange={() => look.reset()}
          options={[
            { value: "filter", label: "按条件选客户" },
            { value: "lines", label: "粘贴手机号" },
            ...(can("import.run") ? [{ value: "file", label: "上传表格" }] : []),
          ]}
        />
      </Form.Item>
      {from === "filter" && (
        <>
          <Form.Item name="tagNos" label="标签" tooltip="同时带有这些标签的客户">
            <FormTagPicker />
          </Form.Item>
          <Form.Item name="tier" label="分层">
            <Select allowClear placeholder="不限分层" options={optionsOf(tierNames)} />
          </Form.Item>
          <Form.Item name="storeNos" label="门店" extra="标签、分层、门店至少选一项，都选时取同时满足的客户">
            <Select
              mode="multiple"
              maxTagCount="responsive"
              placeholder="不限门店"
              showSearch={{ optionFilterProp: "label" }}
              options={stores}
            />
          </Form.Item>
        </>
      )}
      {from === "lines" && (
        <Form.Item
          name="text"
          label="一行一位"
          extra="列依次为：手机号、姓名、导购工号。不写工号就分给客户自己的导购，还不是客户的要写工号。"
          rules={[{ required: true, message: "请粘贴名单" }]}
        >
          <Input.TextArea rows={10} placeholder={"13712345678\t张女士\tG001\n13812345678"} />
        </Form.Item>
      )}
      {from === "file" && (
        <Form.Item
          name="fileId"
          label="表格"
          rules={[{ required: true, message: "请选择文件" }]}
          extra={
            <>
              CSV 或 Excel，第一行写列名：手机号、姓名、导购工号。
              <a href={sample} download="加好友名单.csv">
                下载样表
              </a>
            </>
          }
        >
          <FilePicker />
        </Form.Item>
      )}
      <Button loading={look.isPending} onClick={() => look.mutate()}>
        先看看有多少人
      </Button>
      {look.data && (
        <Alert type="info" showIcon style={{ marginTop: 12 }} title={`将安排 ${assignedText(look.data)}`} />
      )}
      {problem && (
        <Alert type="warning" showIcon style={{ marginTop: 12 }} title={problem.title} description={problem.detail} />
      )}
    </FormDrawer>
  );
}
