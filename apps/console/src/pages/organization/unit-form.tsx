import { Form, Input, Radio } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import type { UnitKind } from "../../shared/organization/units.ts";
import { createUnit, editUnit, type UnitDetail } from "./unit-api.ts";

type Mode =
  | { readonly kind: "create"; readonly parentId: string }
  | { readonly kind: "edit"; readonly unit: UnitDetail };

interface UnitFormProps {
  readonly mode: Mode;
  readonly onClose: () => void;
  readonly onDone: (unit: UnitDetail) => void;
}

interface Values {
  parentId: string;
  kind: "region" | "dealer";
  name: string;
  code?: string;
}

const parentKinds: readonly UnitKind[] = ["headquarters", "region", "dealer"];

/** Creates or renames a region or dealer. */
export function UnitForm({ mode, onClose, onDone }: UnitFormProps) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, UnitDetail>({
    run: ({ parentId, kind, name, code }) =>
      mode.kind === "create"
        ? createUnit({ parentId, kind, name, code: code || undefined })
        : editUnit(mode.unit.id, { name, code: code || undefined }),
    done: (unit) => (mode.kind === "create" ? `已新建「${unit.name}」` : "已保存"),
    refresh: [["organization"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={mode.kind === "create" ? "新建区域或经销商" : `编辑「${mode.unit.name}」`}
      hint={mode.kind === "create" ? "建好之后，可以把门店或其他区域移到它下面。" : undefined}
      submitText={mode.kind === "create" ? "新建" : "保存"}
      initialValues={
        mode.kind === "create"
          ? { parentId: mode.parentId, kind: "region" }
          : { name: mode.unit.name, code: mode.unit.code }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {mode.kind === "create" && (
        <>
          <Form.Item name="kind" label="类型">
            <Radio.Group
              options={[
                { value: "region", label: "区域" },
                { value: "dealer", label: "经销商" },
              ]}
            />
          </Form.Item>
          <Form.Item name="parentId" label="上级" rules={[{ required: true, message: "请选择上级" }]}>
            <UnitSelect kinds={parentKinds} placeholder="选择上级" />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请输入名称" }, { max: 60 }]}>
        <Input placeholder="例如：华东大区" />
      </Form.Item>
      <Form.Item
        name="code"
        label="编码"
        extra={mode.kind === "create" ? "留空会自动生成；导入门店表时用它来认上级。" : "导入门店表时用它来认上级。"}
      >
        <Input placeholder="例如：EAST" />
      </Form.Item>
    </FormDrawer>
  );
}
