import type { Channel, Outcome, State } from "./outbound-api.ts";

export const channelNames: Readonly<Record<Channel, string>> = {
  wecom_mass: "企业微信群发（一对一）",
  wecom_group: "客户群群发",
  wecom_moment: "客户朋友圈",
  wecom_app: "应用消息（发给导购）",
  official_template: "公众号模板消息",
  official_subscribe: "公众号订阅通知",
  official_service: "公众号客服消息",
  mini_subscribe: "小程序订阅消息",
  sms: "短信",
  ai_call: "AI 外呼",
};

/** Ways that a person writes to by hand; the others go out from events and replies. */
export const writableChannels = ["wecom_mass", "wecom_group", "wecom_moment", "wecom_app", "sms", "ai_call"] as const;
export type WritableChannel = (typeof writableChannels)[number];

export const channelHints: Readonly<Record<WritableChannel, string>> = {
  wecom_mass: "企业微信把任务交给每位客户的导购，导购在手机上确认后才会发出；每位客户每天最多收到 1 条企业群发。",
  wecom_group: "群主在手机上确认后，发到他名下的客户群；每个群每天最多收到 1 条企业群发。",
  wecom_moment: "成员在手机上确认后，发表到客户的朋友圈；每位客户每月最多看到企业发表的 4 条。",
  sms: "用审核通过的模板发到手机号，按条计费；营销短信末尾自动加“拒收请回复R”，退订和投诉过的号码不会再发。",
  ai_call: "机器人在允许的时段拨打，没人接会按规则重拨；要求不再联系和投诉过的号码不会再打，想找人聊的交给导购回访。",
  wecom_app: "以应用的名义直接发给导购，不需要确认，只发给员工、不发给客户。",
};

export const stateLooks: Readonly<Record<State, { readonly text: string; readonly color: string }>> = {
  waiting: { text: "等待提交", color: "default" },
  sending: { text: "提交中", color: "processing" },
  uncertain: { text: "结果未知", color: "warning" },
  accepted: { text: "等待确认与结果", color: "processing" },
  settled: { text: "已完成", color: "success" },
  refused: { text: "平台拒绝", color: "error" },
  cancelled: { text: "已取消", color: "default" },
};

/** What came of it for one addressee, and what a person can do about it. */
export const outcomeWords: Readonly<
  Record<Outcome, { readonly text: string; readonly color: string; readonly remedy?: string }>
> = {
  waiting: { text: "等待发送", color: "default", remedy: "导购确认后才会发出，可以提醒还没确认的导购" },
  sent: { text: "已发送", color: "green" },
  delivered: { text: "已送达", color: "green" },
  not_friend: { text: "已不是好友", color: "orange", remedy: "请导购重新邀请添加，或换公众号、小程序联系" },
  cap_reached: { text: "接收已达上限", color: "orange", remedy: "客户这段时间收到的群发已满，过了上限周期再发" },
  not_chosen: { text: "导购未选择", color: "default", remedy: "导购确认时去掉了这位客户，需要时和导购核对原因" },
  no_address: { text: "没有联系方式", color: "default", remedy: "客户不在这个渠道，先用活码引导添加，或换一个渠道" },
  unreachable: { text: "无法送达", color: "orange", remedy: "没有可以联系他的成员，请先把客户分配给在职导购" },
  blocked: { text: "客户拒收", color: "orange", remedy: "客户不愿接收，请不要换渠道重复打扰" },
  no_quota: { text: "没有可发条数", color: "orange", remedy: "请客户再次授权订阅，或等客户下次发来消息" },
  failed: { text: "发送失败", color: "red", remedy: "看这一行的原因，处理后用新的消息补发" },
  expired: { text: "逾期未确认", color: "default", remedy: "导购 7 天内没有确认，可换个时间重新群发" },
  cancelled: { text: "已取消", color: "default" },
  no_consent: { text: "未同意或已退订", color: "orange", remedy: "客户不愿接收，请不要换渠道重复打扰" },
  on_block_list: { text: "在免打扰名单", color: "orange", remedy: "客户退订、投诉或要求不再联系，请不要换号码打扰" },
  in_control: { text: "留作对照组", color: "default", remedy: "这些客户不发营销消息，用来对比效果" },
  quiet_hours: { text: "免打扰时段", color: "default", remedy: "过了这段时间用新的消息补发" },
  quota_exhausted: { text: "平台额度已用完", color: "orange", remedy: "等平台的周期过去再发" },
  frequency_capped: { text: "触达已达上限", color: "orange", remedy: "过些天再发，或调高这条消息的优先级" },
  lower_priority: { text: "让位给更重要的消息", color: "default", remedy: "更重要的消息发出后再发" },
};

export const outcomeOrder = Object.keys(outcomeWords) as Outcome[];

/** The addressed of one channel are people, groups or staff. */
export const unitOf = (channel: Channel): string =>
  channel === "wecom_group" ? "个群" : channel === "wecom_app" ? "位员工" : "位客户";
