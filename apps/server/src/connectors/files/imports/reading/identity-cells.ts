import { normalisePhone } from "../../../../customers/index.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import { RowProblem } from "./reject.ts";
import type { RowCells } from "./row-cells.ts";

export interface RowIdentifier {
  readonly kind: "phone" | "card" | "external_id" | "unionid" | "openid";
  readonly scope?: string;
  readonly value: string;
}

/** What tills write where there is no customer. */
const nobody = /^(0+|1{11}|12345678901)$/;

/** The fields that say who the customer is. */
export const identityFields = ["phone", "unionid", "card", "openid", "customer_id"] as const;

/** The identifiers of the customer in a row, strongest first; empty for an anonymous sale. */
export function readIdentifiers(row: RowCells, plan: ImportPlan): RowIdentifier[] {
  const found: RowIdentifier[] = [];
  const phone = row.code("phone");
  if (phone !== "" && !nobody.test(phone)) {
    const value = normalisePhone(phone);
    if (value === null) throw new RowProblem("phone", "bad_phone");
    found.push({ kind: "phone", value });
  }
  const unionid = row.code("unionid");
  if (unionid !== "") found.push({ kind: "unionid", value: unionid });
  const card = row.code("card");
  if (card !== "" && !nobody.test(card)) found.push({ kind: "card", value: card });
  const openid = row.code("openid");
  if (openid !== "") found.push({ kind: "openid", scope: plan.options.openidScope, value: openid });
  const customer = row.code("customer_id");
  if (customer !== "" && !nobody.test(customer))
    found.push({ kind: "external_id", scope: plan.options.source, value: customer });
  return found;
}
