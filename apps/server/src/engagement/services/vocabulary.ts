/** Where a service is given. */
export const places = { store: "到店", wecom: "企业微信", mini_program: "小程序", phone: "电话" } as const;
export type Place = keyof typeof places;

/** What became of an appointment or walk-in. */
export const visitStates = {
  booked: "已预约",
  arrived: "已到店",
  serving: "服务中",
  done: "已完成",
  cancelled: "已取消",
  no_show: "未到店",
} as const;
export type VisitState = keyof typeof visitStates;

/** Who made the appointment. */
export const madeBy = { customer: "客户预约", guide: "导购代约", walk_in: "到店即办" } as const;
export type MadeBy = keyof typeof madeBy;

/** One thing that is written down when a service is given, e.g. 左眼度数 in 度. */
export interface ServiceField {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly kind: "number" | "text";
}

export interface Finding {
  readonly name: string;
  readonly value: string;
}

interface Template {
  readonly name: string;
  readonly says: string;
  readonly minutes: number;
  readonly fields: readonly ServiceField[];
  readonly followUpDays: number | null;
  readonly nextAfterMonths: number | null;
}

const field = (key: string, label: string, unit = "", kind: ServiceField["kind"] = "text"): ServiceField => ({
  ...{ key, label, unit, kind },
});

/** What to begin with; an operator changes everything. Sectors of the documents: 验光 of 宝岛眼镜 (CASE-09). */
export const templates: readonly Template[] = [
  {
    ...{ name: "验光", says: "专业验光，约 30 分钟；结果和建议发给你留存。", minutes: 30 },
    fields: [
      field("right", "右眼度数", "度", "number"),
      field("left", "左眼度数", "度", "number"),
      field("distance", "瞳距", "mm", "number"),
      field("advice", "建议"),
    ],
    ...{ followUpDays: 7, nextAfterMonths: 12 },
  },
  {
    ...{ name: "清洗保养", says: "免费清洗与保养。", minutes: 15, fields: [field("state", "状况")] },
    ...{ followUpDays: null, nextAfterMonths: 6 },
  },
  {
    ...{ name: "调整", says: "尺寸、松紧、配件调整。", minutes: 15, fields: [field("adjusted", "调整内容")] },
    ...{ followUpDays: 3, nextAfterMonths: null },
  },
  {
    ...{ name: "咨询", says: "一对一选购与使用咨询。", minutes: 30, fields: [field("wish", "客户需求")] },
    ...{ followUpDays: 3, nextAfterMonths: null },
  },
  {
    ...{ name: "安装", says: "上门或到店安装，讲解使用。", minutes: 60, fields: [field("goods", "安装的商品")] },
    ...{ followUpDays: 7, nextAfterMonths: 12 },
  },
  {
    ...{ name: "退换", says: "退换货当面办理。", minutes: 20, fields: [field("reason", "原因")] },
    ...{ followUpDays: 3, nextAfterMonths: null },
  },
];
