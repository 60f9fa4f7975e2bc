import { randomInt } from "node:crypto";
import { PAY_QUOTAS } from "@feilun/wechat-protocol";

export const packetReasons = ["operator", "friend", "group", "invite"] as const;
export type PacketReason = (typeof packetReasons)[number];
export const packetStates = ["granted", "asked", "waiting", "paid", "lapsed", "refused"] as const;
export type PacketState = (typeof packetStates)[number];

/** The platform's floor, fen; its ceiling is a setting of the merchant's, which it names when it refuses. */
export const smallestFen = PAY_QUOTAS.transferSmallest.amount;
/** From here on the person's real name would be needed. */
export const largestFen = PAY_QUOTAS.transferRealName.amount - 1;

/** Why nobody is given a packet. */
export type Denial = "closed" | "person" | "day" | "budget";

export interface CampaignLimits {
  readonly state: "live" | "paused";
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minFen: number;
  readonly maxFen: number;
  readonly budgetFen: number;
  readonly spentFen: number;
  readonly perPerson: number;
  readonly perPersonDay: number;
}

/** What somebody is given now, or why nothing: never more than the budget has left, nor than a person may have. */
export function draw(
  campaign: CampaignLimits,
  had: { readonly inAll: number; readonly today: number },
  now: Date,
  random: (from: number, to: number) => number = randomInt,
): number | Denial {
  if (campaign.state !== "live" || now < campaign.startsAt || now >= campaign.endsAt) return "closed";
  if (had.inAll >= campaign.perPerson) return "person";
  if (had.today >= campaign.perPersonDay) return "day";
  const left = campaign.budgetFen - campaign.spentFen;
  if (left < campaign.minFen) return "budget";
  return random(campaign.minFen, Math.min(campaign.maxFen, left) + 1);
}
