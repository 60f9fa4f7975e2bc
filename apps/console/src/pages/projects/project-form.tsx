import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { useMetricRegistry } from "../../shared/metric/registry.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { StaffField } from "../staff/staff-field.tsx";
import { editProject, openProject, type Project, rhythmNames } from "./project-api.ts";

interface Values {
  unitId: string;
  name: string;
  purpose?: string;
  startsOn: Dayjs;
  endsOn: Dayjs;
  rhythm: Project["rhythm"];
  rhythmDay: number;
  metrics: string[];
  sponsorId: string;
  leadId: string;
}

interface ProjectFormProps {
  /** Absent = a new project. */
  readonly before?: Project;
  readonly onClose: () => void;
  readonly onDone: (project: Project) => void;
}

const weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"].map((label, index) => ({
  value: index + 1,
  label,
}));

/** Opens a project office, or changes what it is about and its rhythm. */
export function ProjectForm({ before, onClose, onDone }: ProjectFormProps) {
  const [form] = Form.useForm<Values>();
  const registry = useMetricRegistry();
  const rhythm = Form.useWatch("rhythm", form) ?? before?.rhythm ?? "monthly";
  const save = useAction<Values, Project>({
    run: ({ unitId, startsOn, endsOn, purpose = "", sponsorId, leadId, ...chosen }) => {
      const { name, rhythmDay, metrics } = chosen;
      const fields = { name, purpose, endsOn: endsOn.format("YYYY-MM-DD"), rhythm: chosen.rhythm, rhythmDay, metrics };
      return before
        ? editProject(before.id, { ...fields, basedOn: before.version })
        : openProject({
            ...fields,
            unitId,
            startsOn: startsOn.format("YYYY-MM-DD"),
            members: [
              { staffId: sponsorId, part: "sponsor" },
              { staffId: leadId, part: "lead" },
            ],
          });
    },
    done: before ? "已保存" : "已成立，接下来添加区域和部门对接人",
    refresh: [["projects"]],
    onDone,
    quietFailure: true,
  });
  const today = dayjs(shopToday());
  return (
    <FormDrawer<Values>
      form={form}
      title={before ? `修改「${before.name}」` : "成立项目组"}
      hint={
        before
          ? "汇报节奏改动后，还没开始的汇报日会重新排。"
          : "汇报日按节奏自动排好；每月汇报日遇周末顺延到周一，遇节假日可以单独改期。"
      }
      submitText={before ? "保存" : "成立"}
      width={560}
      initialValues={
        before
          ? {
              name: before.name,
              purpose: before.purpose,
              startsOn: dayjs(before.startsOn),
              endsOn: dayjs(before.endsOn),
              rhythm: before.rhythm,
              rhythmDay: before.rhythmDay,
              metrics: before.metrics,
            }
          : {
              startsOn: today,
              endsOn: today.add(3, "month"),
              rhythm: "monthly",
              rhythmDay: 10,
              metrics: ["gmv", "orders"],
            }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="项目名称" rules={[{ required: true, min: 2, message: "请填写项目名称" }]}>
        <Input maxLength={60} placeholder="例如：云商 111" />
      </Form.Item>
      <Form.Item name="purpose" label="目标">
        <Input.TextArea rows={2} maxLength={1_000} placeholder="例如：每位导购每天加 1 位客户、卖 1 件" />
      </Form.Item>
      {!before && (
        <>
          <Form.Item name="unitId" label="哪个单位的项目" rules={[{ required: true, message: "请选择单位" }]}>
            <UnitSelect kinds={["headquarters", "region", "dealer"]} placeholder="总部、区域或经销商" />
          </Form.Item>
          <Form.Item name="sponsorId" label="发起人" rules={[{ required: true, message: "请选择发起人" }]}>
            <StaffField />
          </Form.Item>
          <Form.Item name="leadId" label="负责人" rules={[{ required: true, message: "请选择负责人" }]}>
            <StaffField />
          </Form.Item>
          <Form.Item name="startsOn" label="开始日期" rules={[{ required: true, message: "请选择开始日期" }]}>
            <DatePicker style={{ width: "100%" }} allowClear={false} />
          </Form.Item>
        </>
      )}
      <Form.Item name="endsOn" label="结束日期" rules={[{ required: true, message: "请选择结束日期" }]}>
        <DatePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      <Form.Item name="rhythm" label="汇报节奏">
        <Select
          options={Object.entries(rhythmNames).map(([value, label]) => ({ value, label }))}
          onChange={() => form.setFieldValue("rhythmDay", 1)}
        />
      </Form.Item>
      <Form.Item
        name="rhythmDay"
        label={rhythm === "monthly" ? "每月几号" : "周几"}
        rules={[{ required: true, message: "请选择" }]}
      >
        {rhythm === "monthly" ? (
          <InputNumber min={1} max={31} precision={0} style={{ width: "100%" }} />
        ) : (
          <Select options={weekdays} />
        )}
      </Form.Item>
      <Form.Item name="metrics" label="汇报哪些指标" rules={[{ required: true, message: "请至少选一个指标" }]}>
        <Select
          mode="multiple"
          maxCount={12}
          optionFilterProp="label"
          options={[...(registry.data?.values() ?? [])].map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
