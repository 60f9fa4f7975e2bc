/** What opens the cashier: a prepay_id, what a code or link holds, or what a page gave to WeChat's pay call. */
export type Cashier =
  | { readonly prepayId: string }
  | { readonly text: string }
  | { readonly params: Readonly<Record<string, unknown>> };

/** Something outside the sheet wants the cashier; `answer` tells it the result. */
export interface PageRequest {
  readonly cashier: Cashier;
  answer?(result: "ok" | "cancel" | "fail"): void;
}

/** The input of pay.look, pay.pay and pay.cancel. */
export function cashierInput(person: string, cashier: Cashier): Record<string, unknown> {
  if ("prepayId" in cashier) return { person, prepayId: cashier.prepayId };
  if ("params" in cashier) return { person, params: cashier.params };
  const { text } = cashier;
  return { person, ...(text.startsWith("weixin:") ? { codeUrl: text } : { h5Url: text }) };
}

/** The prepay_id that a cashier is of, where it says so. */
export function orderOf(cashier: Cashier | undefined): string | undefined {
  if (!cashier || "text" in cashier) return undefined;
  if ("prepayId" in cashier) return cashier.prepayId;
  const { package: pack } = cashier.params;
  return typeof pack === "string" ? pack.replace(/^prepay_id=/, "") : undefined;
}

/** What a page in the web view said, if it wants to be paid: see the sandbox's `phone-server/bridge.ts`. */
export function heardFromPage(data: unknown): { readonly cashier: Cashier; readonly id: unknown } | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { requestPayment, payAt, id } = data as Readonly<Record<string, unknown>>;
  if (typeof payAt === "string") return { cashier: { text: payAt }, id };
  if (typeof requestPayment !== "object" || requestPayment === null) return undefined;
  return { cashier: { params: requestPayment as Readonly<Record<string, unknown>> }, id };
}
