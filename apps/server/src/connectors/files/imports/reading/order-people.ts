import { normalisePhone } from "../../../../customers/index.ts";
import { nameAtStore } from "../guides.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import { cutText } from "../values/cut-text.ts";
import { RowProblem } from "./reject.ts";
import type { RowCells } from "./row-cells.ts";

export interface UnknownGuide {
  readonly guide: string;
  readonly rows: number;
}

/** Who else has a part in an order besides its buyer: the guide who sold it, and whoever receives it as a gift. */
export interface OrderPeople {
  /** Null when the row names nobody, or somebody whom the staff list does not know. */
  guideNo(storeNo: number | null): number | null;
  isGift(): boolean;
  /** Identifiers of the recipient as JSON, and the name; null when the row is no gift, or names none. */
  recipient(): { readonly identity: string; readonly name: string } | null;
  /** Guides nobody knows, since the last call. */
  takeUnknownGuides(): UnknownGuide[];
}

const yes = /^(?:是|1|y|yes|true|礼物|送礼|礼品单?|礼物订单|gift)$/i;
const no = /^(?:|否|0|n|no|false|非礼物|普通订单)$/i;

export const recipientFields = [
  "recipient_phone",
  "recipient_openid",
  "recipient_shop_openid",
  "recipient_name",
] as const;

/** Distinct texts that a chunk reports; a column that is no guide at all must not fill the report. */
const mostUnknown = 200;

export function createOrderPeople(
  row: RowCells,
  plan: ImportPlan,
  guides: ReadonlyMap<string, number> | undefined,
): OrderPeople {
  const hasGuide = guides !== undefined && row.has("guide");
  const hasGift = row.has("is_gift");
  const hasRecipient = recipientFields.some((field) => row.has(field));
  let unknown = new Map<string, number>();

  function saidGift(): boolean | null {
    if (!hasGift) return null;
    const text = row.text("is_gift");
    if (yes.test(text)) return true;
    if (no.test(text)) return false;
    throw new RowProblem("is_gift", "bad_choice", "可填：是、否");
  }

  function identityOf(): string | null {
    const found: { kind: string; scope?: string; value: string }[] = [];
    const phone = row.code("recipient_phone");
    // Platforms export phones half hidden: that names nobody, but is no mistake of the file.
    if (phone !== "" && !phone.includes("*")) {
      const value = normalisePhone(phone);
      if (value === null) throw new RowProblem("recipient_phone", "bad_phone");
      found.push({ kind: "phone", value });
    }
    const scope = plan.options.openidScope;
    const openid = row.code("recipient_openid");
    if (openid !== "") found.push({ kind: "openid", scope, value: openid });
    const shopOpenid = row.code("recipient_shop_openid");
    if (shopOpenid !== "") found.push({ kind: "shop_openid", scope, value: shopOpenid });
    return found.length === 0 ? null : JSON.stringify(found);
  }

  return {
    guideNo(storeNo) {
      if (!hasGuide) return null;
      const text = row.text("guide");
      if (text === "") return null;
      const found =
        guides.get(text) ??
        guides.get(text.toLowerCase()) ??
        (storeNo === null ? undefined : guides.get(nameAtStore(storeNo, text)));
      if (found !== undefined) return found;
      const name = cutText(text, 64);
      if (unknown.has(name) || unknown.size < mostUnknown) unknown.set(name, (unknown.get(name) ?? 0) + 1);
      return null;
    },
    isGift: () => saidGift() ?? (hasRecipient && identityOf() !== null),
    recipient() {
      if (!hasRecipient || saidGift() === false) return null;
      const identity = identityOf();
      return identity === null ? null : { identity, name: cutText(row.text("recipient_name"), 64) };
    },
    takeUnknownGuides() {
      const taken = [...unknown].map(([guide, rows]) => ({ guide, rows }));
      unknown = new Map();
      return taken;
    },
  };
}
