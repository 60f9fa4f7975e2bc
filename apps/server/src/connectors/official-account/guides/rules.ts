import { z } from "zod";
import { defineSetting } from "../../../kernel/settings.ts";

/** How guides' messages to followers are counted (AQ-12). WeChat's own counter decides; these follow it. */
export const guideSetting = defineSetting({
  key: "official_account.guide_messages",
  schema: z.object({
    /** Guide messages that an article push grants each guide. */
    perPush: z.int().min(0).max(100),
    /** Messages that one guide message stands for. */
    perCredit: z.int().min(1).max(20),
    /** Within so many seconds of the first. */
    withinSeconds: z.int().min(1).max(3600),
    /** After the follower's own message, answers are free for so many hours. */
    freeHours: z.int().min(0).max(168),
  }),
  initial: { perPush: 1, perCredit: 3, withinSeconds: 60, freeHours: 48 },
});
export type GuideRules = z.output<typeof guideSetting.schema>;

/** What was counted last for this follower: the credit, when it was opened and how many messages it carries. */
export interface OpenCredit {
  readonly creditId: number;
  readonly openedAt: Date;
  readonly messages: number;
}

/** Until when answers are free. */
export function freeUntil(spokenAt: Date | null, { freeHours }: GuideRules): Date | null {
  return spokenAt && new Date(spokenAt.getTime() + freeHours * 3_600_000);
}

/** How many of some messages fit into the credit that is open, and how many new credits the others need. */
export function countCredits(
  messages: number,
  open: OpenCredit | undefined,
  rules: GuideRules,
  now: Date,
): { readonly fit: number; readonly credits: number } {
  const isOpen = open !== undefined && now.getTime() - open.openedAt.getTime() < rules.withinSeconds * 1000;
  const fit = isOpen ? Math.min(messages, Math.max(0, rules.perCredit - open.messages)) : 0;
  return { fit, credits: Math.ceil((messages - fit) / rules.perCredit) };
}
