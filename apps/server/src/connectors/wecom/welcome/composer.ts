import type { WecomAttachment } from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { findGuides } from "../customers/store.ts";
import { welcomeSetting } from "../settings.ts";

/** Who has just met whom, and how. */
export interface Meeting {
  readonly platform: Platform;
  readonly corpId: string;
  readonly userid: string;
  readonly externalUserid: string;
  /** State of the code or link; "" without one. */
  readonly state: string;
}

/** What send_welcome_msg takes: text ≤ 4000 bytes, ≤ 9 attachments (wecom-api.md §4.3). */
export interface Welcome {
  readonly text?: string;
  readonly attachments?: readonly WecomAttachment[];
}

/** Says what a new contact is greeted with; null = nothing. It must answer within a second: the code lives 20 s. */
export type WelcomeComposer = (meeting: Meeting) => Promise<Welcome | null>;

/** The greeting of the settings, with the guide's and the store's name. */
export const defaultWelcome: WelcomeComposer = async ({ platform, corpId, userid }) => {
  const { value } = await readSetting(platform.db, welcomeSetting);
  if (!value.enabled || value.text === "") return null;
  const guide = (await findGuides(platform.db, corpId, [userid])).get(userid.toLowerCase());
  const text = value.text.replaceAll("{导购}", guide?.name ?? "导购").replaceAll("{门店}", guide?.storeName ?? "本店");
  return { text };
};
