export type StageCode = "prospect" | "first_order" | "repeat" | "at_risk" | "lost";

export interface Stage {
  readonly code: StageCode;
  readonly name: string;
  readonly text: string;
}

/** Without a rhythm of their own, a buyer counts as at risk after so many days, and as lost after twice as many. */
const defaultInterval = 90;

/**
 * Where a member stands on the way from registration to repeat purchase (SG-18), and what fits that stage (SG-19). Late is
 * measured by the member's own interval when it is known.
 */
export function stageOf(facts: {
  readonly purchaseDays: number;
  readonly medianDays: number | null;
  readonly awayDays: number | null;
}): Stage {
  if (facts.purchaseDays === 0 || facts.awayDays === null) {
    return { code: "prospect", name: "待首购", text: "还没有购买：用新人权益和产品教程促成首单" };
  }
  const interval = Math.max(14, facts.medianDays === null ? defaultInterval : 2 * facts.medianDays);
  if (facts.awayDays > 2 * interval)
    return {
      code: "lost",
      name: "已流失",
      text: `已 ${facts.awayDays} 天没有购买：低成本唤醒，无回应则不再占用导购时间`,
    };
  if (facts.awayDays > interval)
    return { code: "at_risk", name: "流失预警", text: `已 ${facts.awayDays} 天没有购买，超出平时间隔：建议导购联系` };
  if (facts.purchaseDays === 1)
    return { code: "first_order", name: "首购", text: "刚完成首购：做好售后与使用指导，尽快促成第二单" };
  return { code: "repeat", name: "复购", text: "稳定复购：推荐搭配与新品，邀请参与会员活动" };
}
