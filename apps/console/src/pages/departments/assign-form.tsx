import { DatePicker, Form, Select, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { StaffField } from "../staff/staff-field.tsx";
import { assignMember, type Department } from "./department-api.ts";

interface Values {
  functionId: string;
  staffId: string;
  isHead?: boolean;
  fromDay: Dayjs;
  toDay?: Dayjs | null;
}

/** Puts somebody on a function of a department. */
export function AssignForm({ department, onClose }: { department: Department; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const assign = useAction<Values, Department>({
    run: ({ fromDay, toDay, isHead = false, ...fields }) =>
      assignMember(department.id, {
        ...fields,
        isHead,
        fromDay: fromDay.format("YYYY-MM-DD"),
        toDay: toDay?.format("YYYY-MM-DD") ?? null,
      }),
    done: "已安排",
    refresh: [["departments"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`安排人员到「${department.name}」`}
      hint="这里记录分工；登录权限由员工的任职决定，需要时请到员工页添加。"
      submitText="安排"
      initialValues={{ fromDay: dayjs(shopToday()) }}
      onSubmit={(values) => assign.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="functionId" label="职能" rules={[{ required: true, message: "请选择职能" }]}>
        <Select
          options={department.functions.map((each) => ({
            value: each.id,
            label: each.gap > 0 ? `${each.name}（缺 ${each.gap} 人）` : each.name,
          }))}
        />
      </Form.Item>
      <Form.Item name="staffId" label="员工" rules={[{ required: true, message: "请选择员工" }]}>
        <StaffField />
      </Form.Item>
      <Form.Item name="isHead" label="部门负责人" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="fromDay" label="开始日期" rules={[{ required: true, message: "请选择开始日期" }]}>
        <DatePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      <Form.Item name="toDay" label="结束日期" extra="不填表示长期">
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
