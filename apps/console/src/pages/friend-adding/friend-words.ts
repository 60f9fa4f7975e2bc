import type { Assigned, CallResult, Cards, PersonStatus, Rate, Report } from "./friend-api.ts";

export const statusNames: Readonly<Record<PersonStatus, string>> = {
  waiting: "待联系",
  called: "已打电话",
  sent: "等待通过",
  accepted: "已通过",
  unanswered: "没通过",
  refused: "不愿意",
  wrong_number: "空号",
  friend: "已是好友",
  with_colleague: "已加同事",
  no_consent: "已拒绝营销",
  erased: "已删除",
};
export const statusColors: Readonly<Record<PersonStatus, string>> = {
  waiting: "default",
  called: "gold",
  sent: "processing",
  accepted: "success",
  unanswered: "error",
  refused: "error",
  wrong_number: "error",
  friend: "success",
  with_colleague: "default",
  no_consent: "default",
  erased: "default",
};

export const callNames: Readonly<Record<CallResult, string>> = {
  reached: "接通了，愿意加",
  no_answer: "没接通",
  refused: "不愿意",
  wrong_number: "空号或不是本人",
};
export const callGroups: Readonly<Record<Report["calls"][number]["call"], string>> = {
  reached: "先打电话，接通",
  no_answer: "打了没接通",
  none: "没打电话直接加",
};
export const cardGroups: Readonly<Record<Report["cards"][number]["card"], string>> = {
  complete: "名片完整",
  incomplete: "名片不完整",
  unknown: "头像待核对",
};
export const cardParts: Readonly<Record<Cards["open"][number]["missing"][number], string>> = {
  photo: "真人头像",
  name: "真实姓名",
  position: "职务",
  store: "门店",
  greeting: "自动欢迎语",
};
export const reasonNames: Readonly<Record<Assigned["leftOut"][number]["reason"], string>> = {
  no_phone: "没有手机号",
  friend: "已经是好友",
  no_consent: "拒绝过营销联系",
  on_another_list: "已在名单里",
  no_guide: "没有可分的导购",
};

export const byNames = { region: "按区域", store: "按门店", guide: "按导购" } as const;

/** 43.2% with what it is of; nothing judged yet says so. */
export const rateText = ({ rate, judged }: Rate) => (rate === null ? "还没有结果" : `${rate}%（${judged} 次里）`);

export const rateDefinition =
  "通过率 = 过了等待时间的申请里，对方真的成为这位导购企业微信好友的占比。结果来自企业微信的真实好友关系，不用手填。";

/** What an assignment did or would do, in one sentence. */
export function assignedText({ added, guides, leftOut }: Assigned): string {
  const others = leftOut.map(({ reason, people }) => `${reasonNames[reason]} ${people} 位`);
  return `${added} 位分给 ${guides} 位导购${others.length > 0 ? `；没安排：${others.join("、")}` : ""}`;
}
