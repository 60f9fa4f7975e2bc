import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Radio, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useRoles } from "../roles/role-api.ts";
import { StaffField } from "../staff/staff-field.tsx";
import { createDepartment, type Department, editDepartment } from "./department-api.ts";

interface Values {
  unitId: string;
  name: string;
  purpose?: string;
  line: "unit" | "person" | "department";
  reportsToStaffId?: string;
  reportsToDepartmentId?: string;
  reportsToTitle?: string;
  functions: { id?: string; name: string; roleCode?: string | null; duties?: string; planned: number }[];
}

interface DepartmentFormProps {
  /** Absent = a new department. */
  readonly before?: Department;
  readonly departments: readonly Department[];
  readonly onClose: () => void;
}

const usual = ["活动", "文案", "设计", "数据", "项目管理"].map((name) => ({ name, planned: 2 }));

function lineOf(department: Department | undefined): Values["line"] {
  if (department?.reportsToStaffId) return "person";
  return department?.reportsToDepartmentId ? "department" : "unit";
}

/** Sets up a department, or changes one: reporting line, functions, planned heads. */
export function DepartmentForm({ before, departments, onClose }: DepartmentFormProps) {
  const [form] = Form.useForm<Values>();
  const line = Form.useWatch("line", form) ?? lineOf(before);
  const save = useAction<Values, Department>({
    run: ({ unitId, name, purpose = "", reportsToTitle = "", functions, ...chosen }) => {
      const fields = {
        name,
        purpose,
        reportsToTitle,
        reportsToStaffId: chosen.line === "person" ? (chosen.reportsToStaffId ?? null) : null,
        reportsToDepartmentId: chosen.line === "department" ? (chosen.reportsToDepartmentId ?? null) : null,
        functions: functions.map(({ duties = "", roleCode = null, ...each }) => ({ ...each, duties, roleCode })),
      };
      return before
        ? editDepartment(before.id, { ...fields, basedOn: before.version })
        : createDepartment({ ...fields, unitId });
    },
    done: before ? "已保存" : "已设立",
    refresh: [["departments"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={before ? `调整「${before.name}」` : "新设部门"}
      submitText={before ? "保存" : "设立"}
      width={620}
      initialValues={
        before
          ? {
              name: before.name,
              purpose: before.purpose,
              line: lineOf(before),
              reportsToStaffId: before.reportsToStaffId ?? undefined,
              reportsToDepartmentId: before.reportsToDepartmentId ?? undefined,
              reportsToTitle: before.reportsToTitle,
              functions: before.functions.map(({ id, name, roleCode, duties, planned }) => ({
                ...{ id, name, roleCode, duties, planned },
              })),
            }
          : { line: "unit", functions: usual }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!before && (
        <Form.Item name="unitId" label="设在哪里" rules={[{ required: true, message: "请选择总部、区域或经销商" }]}>
          <UnitSelect kinds={["headquarters", "region", "dealer"]} placeholder="总部、区域或经销商" />
        </Form.Item>
      )}
      <Form.Item name="name" label="部门名称" rules={[{ required: true, min: 2, message: "请填写部门名称" }]}>
        <Input maxLength={40} placeholder="例如：社群运营部" />
      </Form.Item>
      <Form.Item name="purpose" label="负责什么">
        <Input maxLength={500} placeholder="例如：全国门店社群的内容、活动与数据" />
      </Form.Item>
      <Form.Item name="line" label="向谁汇报">
        <Radio.Group
          options={[
            { value: "unit", label: "所在单位负责人" },
            { value: "person", label: "指定一位负责人" },
            { value: "department", label: "上级部门" },
          ]}
        />
      </Form.Item>
      {line === "person" && (
        <Form.Item name="reportsToStaffId" rules={[{ required: true, message: "请选择负责人" }]}>
          <StaffField />
        </Form.Item>
      )}
      {line === "department" && (
        <Form.Item name="reportsToDepartmentId" rules={[{ required: true, message: "请选择上级部门" }]}>
          <Select
            placeholder="上级部门"
            options={departments
              .filter((each) => each.id !== before?.id)
              .map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))}
          />
        </Form.Item>
      )}
      <Form.Item name="reportsToTitle" label="汇报对象的职位" extra="例如：首席增长官 CGO">
        <Input maxLength={40} />
      </Form.Item>
      <FunctionFields />
    </FormDrawer>
  );
}

function FunctionFields() {
  const roles = useRoles();
  const options = (roles.data?.items ?? []).map(({ code, name, duties }) => ({
    value: code,
    label: name,
    title: duties,
  }));
  return (
    <Form.List name="functions">
      {(fields, { add, remove }) => (
        <Form.Item label="职能与编制" extra="选一个团队角色，就带上它的职责">
          {fields.map(({ key, name }) => (
            <div
              key={key}
              style={{ display: "grid", gridTemplateColumns: "1fr 1fr 76px auto", gap: 8, marginBottom: 8 }}
            >
              <Form.Item name={[name, "name"]} rules={[{ required: true, message: "职能" }]} style={{ margin: 0 }}>
                <Input maxLength={40} placeholder="职能" />
              </Form.Item>
              <Form.Item name={[name, "roleCode"]} noStyle>
                <Select allowClear aria-label="团队角色" placeholder="团队角色" options={options} />
              </Form.Item>
              <Form.Item name={[name, "planned"]} rules={[{ required: true, message: "人数" }]} style={{ margin: 0 }}>
                <InputNumber min={0} max={999} precision={0} aria-label="编制人数" style={{ width: "100%" }} />
              </Form.Item>
              <Button type="text" aria-label="删除职能" icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ planned: 1 })}>
            加职能
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}
