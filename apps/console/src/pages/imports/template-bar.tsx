import { DeleteOutlined } from "@ant-design/icons";
import { ApiProblem } from "@feilun/api-client";
import { Alert, App, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { deleteTemplate, type ImportTemplate, saveTemplate, useTemplates } from "./import-api.ts";
import styles from "./mapping.module.css";
import type { ImportPlan } from "./plan.ts";

/** Chooses a saved mapping, or throws one away. */
export function TemplateSelect({
  kind,
  onChoose,
}: {
  kind: ImportPlan["kind"];
  onChoose: (template: ImportTemplate) => void;
}) {
  const templates = useTemplates(kind);
  const { modal } = App.useApp();
  const remove = useAction<ImportTemplate, unknown>({
    run: ({ id }) => deleteTemplate(id),
    done: (_, { name }) => `已删除模板「${name}」`,
    refresh: [["imports", "templates"]],
  });
  const items = templates.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Select
      aria-label="套用模板"
      placeholder="套用保存过的模板"
      style={{ minWidth: 200 }}
      value={null}
      options={items.map((template) => ({ value: template.id, label: template.name }))}
      optionRender={({ value, label }) => (
        <span className={styles.templateOption}>
          {label}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`删除模板${String(label)}`}
            onClick={(event) => {
              event.stopPropagation();
              const template = items.find((each) => each.id === value);
              if (!template) return;
              void modal.confirm({
                title: `删除模板「${template.name}」？`,
                content: "只删除这份对应关系，已导入的数据不受影响。",
                okText: "删除",
                okButtonProps: { danger: true },
                cancelText: "取消",
                onOk: () => remove.mutateAsync(template),
              });
            }}
          />
        </span>
      )}
      onChange={(id: string | null) => {
        const template = items.find((each) => each.id === id);
        if (template) onChoose(template);
      }}
    />
  );
}

/** Keeps the mapping under a name; asks before it replaces one. */
export function SaveTemplateDialog({
  fingerprint,
  plan,
  suggestion,
  onClose,
}: {
  fingerprint: string;
  plan: ImportPlan;
  suggestion: string;
  onClose: () => void;
}) {
  const [name, setName] = useState(suggestion);
  const save = useAction<boolean, ImportTemplate>({
    run: (replace) => saveTemplate({ fingerprint, name: name.trim(), plan, replace }),
    done: (template) => `已保存模板「${template.name}」，下次上传列名相同的文件会自动套用`,
    refresh: [["imports", "templates"]],
    onDone: onClose,
    quietFailure: true,
  });
  const isTaken = save.error instanceof ApiProblem && save.error.code === "template_name_taken";
  return (
    <Modal
      open
      title="保存为模板"
      okText={isTaken ? "覆盖保存" : "保存"}
      cancelText="取消"
      okButtonProps={{ disabled: name.trim() === "", danger: isTaken }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => save.mutate(isTaken)}
      width={420}
    >
      {save.isError && (
        <Alert
          type={isTaken ? "warning" : "error"}
          showIcon
          title={problemText(save.error).title}
          description={isTaken ? "再点一次「覆盖保存」会替换它，或者换个名字。" : problemText(save.error).detail}
          style={{ marginBottom: 12 }}
        />
      )}
      <Input
        aria-label="模板名称"
        maxLength={60}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          save.reset();
        }}
      />
    </Modal>
  );
}
