import type { OutboundChannel } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { appMessageChannel } from "./app-message.ts";
import { massMessageChannel } from "./mass-message.ts";
import { momentChannel } from "./moment.ts";

/** The ways out through WeCom. */
export function wecomOutboundChannels(platform: Platform): OutboundChannel[] {
  return [
    massMessageChannel(platform, "single"),
    massMessageChannel(platform, "group"),
    momentChannel(platform),
    appMessageChannel(platform),
  ];
}
