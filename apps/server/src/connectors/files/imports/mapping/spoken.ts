import type { Spoken } from "../../../../commerce/index.ts";
import type { ImportPlan } from "./plan.ts";

const giftFields = ["is_gift", "recipient_phone", "recipient_openid", "recipient_shop_openid"] as const;

/** What an order file speaks of beyond the sale; of the rest, orders keep what they had. */
export function spokenIn({ columns }: Pick<ImportPlan, "columns">): Spoken {
  return { guide: columns.guide !== undefined, gift: giftFields.some((field) => columns[field] !== undefined) };
}
