/** Why the policy keeps a message from somebody; each is an outcome of a delivery. In the order in which they are asked. */
export const touchRefusals = {
  no_consent: "未同意或已退订",
  on_block_list: "在免打扰名单",
  in_control: "留作对照组",
  quiet_hours: "免打扰时段",
  quota_exhausted: "平台额度已用完",
  frequency_capped: "触达次数已达上限",
  lower_priority: "让位给更重要的消息",
} as const;
export type TouchRefusal = keyof typeof touchRefusals;
export const touchRefusalNames = Object.keys(touchRefusals) as [TouchRefusal, ...TouchRefusal[]];

/** What a message wants of a person. */
export const touchKinds = { marketing: "营销", service: "服务", transaction: "交易", reply: "回复" } as const;
export type TouchKind = keyof typeof touchKinds;
export const touchKindNames = Object.keys(touchKinds) as [TouchKind, ...TouchKind[]];
