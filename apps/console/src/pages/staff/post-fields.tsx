import { DatePicker, Form, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useMemo } from "react";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { useRoles } from "../roles/role-api.ts";
import { type PostInput, type PostKind, postKindNames } from "./staff-api.ts";

/** The fields of a post inside a form. */
export interface PostValues {
  unitId: string;
  roleCode: string;
  kind: PostKind;
  fromDay: Dayjs;
  toDay?: Dayjs | null;
}

export function postOf({ unitId, roleCode, kind, fromDay, toDay }: PostValues): PostInput {
  return { unitId, roleCode, kind, fromDay: fromDay.format("YYYY-MM-DD"), toDay: toDay?.format("YYYY-MM-DD") ?? null };
}

/** Role, place, kind and dates of a post; a temporary one needs its end. */
export function PostFields() {
  const form = Form.useFormInstance<PostValues>();
  const kind = Form.useWatch("kind", form);
  const roleCode = Form.useWatch("roleCode", form);
  const unitId = Form.useWatch("unitId", form);
  const roles = useRoles();
  const units = useUnitTree({ withStores: true });
  const role = roles.data?.items.find((each) => each.code === roleCode);
  const kinds = useMemo(() => role?.unitKinds, [role]);
  const unit = units.data?.items.find((each) => each.id === unitId);
  const isMisplaced = role !== undefined && unit !== undefined && !role.unitKinds.includes(unit.kind);
  return (
    <>
      <Form.Item name="roleCode" label="角色" extra={role?.duties} rules={[{ required: true, message: "请选择角色" }]}>
        <Select
          loading={roles.isPending}
          showSearch={{ optionFilterProp: "label" }}
          options={(roles.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="unitId"
        label="任职于"
        validateStatus={isMisplaced ? "warning" : undefined}
        help={isMisplaced ? `「${role.name}」不能任职于这一级，请换一个位置或角色` : undefined}
        extra="任职在哪里，就看得到哪里和它下面的数据。"
        rules={[{ required: true, message: "请选择区域或门店" }]}
      >
        <UnitSelect kinds={kinds} />
      </Form.Item>
      <Form.Item name="kind" label="方式">
        <Radio.Group options={optionsOf(postKindNames)} />
      </Form.Item>
      <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 8 }}>
        <Form.Item name="fromDay" label="从哪天起" rules={[{ required: true, message: "请选择日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="toDay"
          label={kind === "support" ? "到哪天（含）" : "到哪天（选填）"}
          dependencies={["kind"]}
          rules={[{ required: kind === "support", message: "临时支援要有结束日" }]}
        >
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </div>
    </>
  );
}
