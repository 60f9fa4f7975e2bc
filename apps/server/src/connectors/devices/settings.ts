import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

/** How devices in stores are watched, and what a customer agrees to who keeps what they tried (IN-17, DT-11). */
export const deviceSetting = defineSetting({
  key: "connectors.devices",
  schema: z.object({
    lateMinutes: z.int("请填写整数分钟").min(5, "至少 5 分钟").max(1_440, "最多 1440 分钟"),
    silentMinutes: z.int("请填写整数分钟").min(15, "至少 15 分钟").max(10_080, "最多 10080 分钟（7 天）"),
    eventsPerMinute: z.int("请填写整数").min(60, "至少 60").max(6_000, "最多 6000"),
    codeMinutes: z.int("请填写整数分钟").min(2, "至少 2 分钟").max(120, "最多 120 分钟"),
    tasteDays: z.int("请填写整数天").min(30, "至少 30 天").max(730, "最多 730 天"),
    consent: z.string().trim().min(20, "请写清记录什么、用来做什么、怎样撤回，至少 20 个字").max(600, "最多 600 个字"),
  }),
  initial: {
    lateMinutes: 15,
    silentMinutes: 60,
    eventsPerMinute: 600,
    codeMinutes: 15,
    tasteDays: 180,
    consent:
      "同意后，本次在店试用的商品、色号、尺码等会保存到你的会员资料，用于为你推荐合适的商品。记录到期自动删除，你可以随时联系门店撤回同意。",
  },
});

export type DeviceRules = z.output<typeof deviceSetting.schema>;

/** Which wording somebody agreed to. */
export const consentVersionOf = (settingVersion: number): string => `device-${settingVersion}`;
