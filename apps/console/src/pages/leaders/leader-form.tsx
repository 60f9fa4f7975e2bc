import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { GuidePicker } from "../members/guide-picker.tsx";
import { applyLeader, editLeader, type LeaderDetail, leaderName, levelsQuery } from "./leader-api.ts";
import { MemberSelect } from "./member-select.tsx";

interface Values {
  memberNo?: number | null;
  staffId?: string | null;
  storeId: string;
  pickupPoint: string;
  pickupAddress?: string;
  level: string;
  commissionPercent?: number | null;
}

interface LeaderFormProps {
  /** Absent = somebody is put forward. */
  readonly before?: LeaderDetail;
  readonly onClose: () => void;
  readonly onDone: (leader: LeaderDetail) => void;
}

/** Puts somebody forward as a leader, or changes where and on what terms one leads. */
export function LeaderForm({ before, onClose, onDone }: LeaderFormProps) {
  const [form] = Form.useForm<Values>();
  const levels = useQuery(levelsQuery);
  const units = useUnitTree({ withStores: true });
  const save = useAction<Values, LeaderDetail>({
    run: ({ storeId, commissionPercent, pickupAddress = "", ...values }) => {
      const body = {
        ...values,
        pickupAddress,
        storeNo: units.data?.items.find((unit) => unit.id === storeId)?.no ?? 0,
        commissionBp: commissionPercent == null ? null : Math.round(commissionPercent * 100),
      };
      return before ? editLeader(before.id, { ...body, version: before.version }) : applyLeader(body);
    },
    done: before ? "已保存" : "已提交，等待审批",
    refresh: [["leaders"]],
    onDone,
    quietFailure: true,
  });
  if (!units.data) return null;
  return (
    <FormDrawer<Values>
      form={form}
      title={before ? `修改「${leaderName(before)}」` : "申请团长"}
      hint={
        before
          ? undefined
          : "团长可以是客户、自己的员工，或者两者是同一个人（都选上）。一个人只有一份团长档案；员工要先有任职。"
      }
      submitText={before ? "保存" : "提交审批"}
      initialValues={{
        storeId: units.data.items.find((unit) => unit.no === before?.storeNo)?.id,
        pickupPoint: before?.pickupPoint,
        pickupAddress: before?.pickupAddress,
        level: before?.level ?? levels.data?.items[0]?.code ?? "starter",
        commissionPercent: before?.commissionBp == null ? null : before.commissionBp / 100,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {(!before || before.memberNo === null) && (
        <Form.Item name="memberNo" label="客户">
          <MemberSelect />
        </Form.Item>
      )}
      {(!before || before.staffId === null) && (
        <Form.Item name="staffId" label="员工">
          <StaffField />
        </Form.Item>
      )}
      <Form.Item name="storeId" label="所属门店" rules={[{ required: true, message: "请选择门店" }]}>
        <UnitSelect kinds={["store"]} placeholder="选择门店" />
      </Form.Item>
      <Form.Item name="pickupPoint" label="自提点" rules={[{ required: true, message: "请填写自提点" }]}>
        <Input maxLength={60} placeholder="例如：阳光小区北门快递柜" />
      </Form.Item>
      <Form.Item name="pickupAddress" label="自提点地址">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="level" label="等级" rules={[{ required: true, message: "请选择等级" }]}>
        <Select
          options={(levels.data?.items ?? []).map((level) => ({
            value: level.code,
            label: `${level.name}（佣金 ${formatRatio(level.commissionBp / 10_000, 2)}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="commissionPercent" label="单独约定的佣金" extra="不填按等级">
        <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}

function StaffField({ value, onChange }: { value?: string | null; onChange?: (staffId: string | null) => void }) {
  return (
    <GuidePicker
      label="员工"
      style={{ width: "100%" }}
      value={value ?? undefined}
      onChange={(staffId) => onChange?.(staffId ?? null)}
    />
  );
}
