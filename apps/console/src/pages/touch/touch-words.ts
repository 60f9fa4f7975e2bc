import { channelNames } from "../outbound/outbound-words.ts";
import type { Cap, Policy } from "./touch-api.ts";

export const limitedChannels = {
  all: "所有渠道",
  wecom_mass: channelNames.wecom_mass,
  official_template: channelNames.official_template,
  official_subscribe: channelNames.official_subscribe,
  official_service: channelNames.official_service,
  mini_subscribe: channelNames.mini_subscribe,
} as const;

export const kindNames = { all: "所有消息", marketing: "营销", service: "服务", transaction: "交易" } as const;

export const windowNames = {
  "day/calendar": "每个自然日",
  "day/rolling": "任意 24 小时",
  "week/calendar": "每周（周一起）",
  "week/rolling": "任意 7 天",
  "month/calendar": "每个自然月",
  "month/rolling": "任意 30 天",
} as const;

export const dayNames = { all: "每天", workday: "工作日", weekend: "周末" } as const;

export const refusalNames: Readonly<Record<string, string>> = {
  no_consent: "未同意或已退订",
  in_control: "留作对照组",
  quiet_hours: "免打扰时段",
  quota_exhausted: "平台额度已用完",
  frequency_capped: "触达次数已达上限",
  lower_priority: "让位给更重要的消息",
};

export const wordsOfCap = ({ channel, kind, most, window, counting, quota }: Cap): string =>
  `${limitedChannels[channel as keyof typeof limitedChannels] ?? channelNames[channel as keyof typeof channelNames]} · ${kindNames[kind]}：${windowNames[`${window}/${counting}`]}最多 ${most} 次${quota ? "（平台额度）" : ""}`;

export const isOpenPolicy = ({ caps, quiet, holdoutPercent }: Policy): boolean =>
  caps.length === 0 && quiet.length === 0 && holdoutPercent === 0;
