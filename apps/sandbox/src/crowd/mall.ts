import { opaqueId, random, randomBelow } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { GOODS } from "./model.ts";
import type { Crowd } from "./person.ts";
import type { MallRequest } from "./state.ts";
import { isOwnHost } from "./visit.ts";

const ANSWER_MS = 5000;
const AT_ONCE = 4;
let underWay = 0;

/** What stands for `{name}` in a request to the mall's server. */
export type MallValues = Readonly<Record<string, string | number>>;

/** Someone fills a basket in the mini program: its server is asked for an order, which WeChat then asks them to pay. */
export function buy(crowd: Crowd, person: string): void {
  const { world, state, dice } = crowd;
  const order = state.mall?.order;
  const account = [...world.weixin.accounts.values()].find(({ kind }) => kind === "mini_program");
  if (!order || !account) return;
  crowd.act("openMiniProgram", "mini.open", { appid: account.appid, person, staySeconds: 90 });
  const openid = world.people.get(person)?.openids.get(account.appid);
  const sold = state.mall?.goods ?? GOODS;
  const goods = sold[randomBelow(dice, sold.length)];
  if (!openid || !goods) return;
  const quantity = 1 + randomBelow(dice, 3);
  const values = {
    ...{ openid, appid: account.appid, number: opaqueId(dice, "C", 20), quantity },
    ...{ sku: goods.sku, description: goods.name, price: goods.fen, amount: goods.fen * quantity },
  };
  if (!ask(world, order, values, (answer) => keep(crowd, answer))) return;
  state.done.buy = (state.done.buy ?? 0) + 1;
}

/** People answer the cashier, each with its hazard: they pay, or go away. `share` is the part of a day this step stands for. */
export function answerCashiers(
  crowd: Crowd,
  share: number,
  rates: { readonly pay: number; readonly goAway: number },
): void {
  const { world, state, dice } = crowd;
  if (world.pay.cashiers.size === 0) return;
  const members = new Set(state.people);
  for (const { person, key } of unpaid(world)) {
    if (!members.has(person)) continue;
    const rate = rates.pay + rates.goAway;
    if (random(dice) >= 1 - Math.exp(-rate * state.pace * share)) continue;
    if (random(dice) * rate < rates.pay) crowd.act("pay", "pay.pay", { person, prepayId: key });
    else crowd.act("goAway", "pay.cancel", { person, prepayId: key });
  }
}

/** Someone who paid asks the mall for their money back, wholly or in part. */
export function askRefund(crowd: Crowd, person: string): void {
  const { world, state, dice } = crowd;
  const refund = state.mall?.refund;
  if (!refund) return;
  const paid = [...world.pay.merchants.values()].flatMap(({ mchid, orders }) =>
    [...orders.byTradeNo.values()].flatMap(({ draft, payment }) =>
      payment?.personId === person && payment.refunded === 0 ? { mchid, draft, payment } : [],
    ),
  );
  const chosen = paid[randomBelow(dice, paid.length)];
  if (!chosen) return;
  const total = chosen.draft.amount.total;
  const amount = random(dice) < 0.7 ? total : Math.max(1, Math.floor(total / 2));
  const values = {
    ...state.kept.get(chosen.draft.out_trade_no),
    ...{ mchid: chosen.mchid, outTradeNo: chosen.draft.out_trade_no, transactionId: chosen.payment.transactionId },
    ...{ number: opaqueId(dice, "B", 20), total, amount },
  };
  if (ask(world, refund, values)) state.done.askRefund = (state.done.askRefund ?? 0) + 1;
}

function* unpaid({ pay, people, personByOpenid }: World): Generator<{ readonly person: string; readonly key: string }> {
  for (const [key, { mchid, outTradeNo }] of pay.cashiers) {
    const order = pay.merchants.get(mchid)?.orders.byTradeNo.get(outTradeNo);
    if (order?.state !== "NOTPAY" || order.cashier !== key || order.cancelled > 0 || !order.draft.payer) continue;
    const person = personByOpenid.get(`${order.draft.appid}/${order.draft.payer.openid}`);
    if (person !== undefined && people.has(person)) yield { person, key };
  }
}

/** Asks the mall's server; false where too much is under way already. Only the hosts that the company's apps are called back at are asked. */
function ask(
  world: World,
  { url, headers, body }: MallRequest,
  values: MallValues,
  heard: (answer: unknown) => void = () => undefined,
): boolean {
  const address = filled(url, values);
  if (underWay >= AT_ONCE || typeof address !== "string" || !isOwnHost(world, address)) return false;
  underWay++;
  void fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(filled(body, values)),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
    .then(async (answer) => heard(await answer.json()))
    .catch(() => undefined)
    .finally(() => {
      underWay--;
    });
  return true;
}

/** Remembers of an order's answer what its refund will need. */
function keep({ state }: Crowd, answer: unknown): void {
  const found = Object.entries(state.mall?.keep ?? {}).flatMap(([name, path]) => {
    const value = path.split(".").reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), answer);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const kept = Object.fromEntries(found);
  if (kept.outTradeNo !== undefined) state.kept.set(kept.outTradeNo, kept);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The template with its values: a text that is nothing but `{name}` becomes the value itself, a number stays one. */
export function filled(template: unknown, values: MallValues): unknown {
  if (typeof template === "string") {
    const whole = /^\{(\w+)\}$/.exec(template)?.[1];
    if (whole !== undefined && whole in values) return values[whole];
    return template.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
  }
  if (Array.isArray(template)) return template.map((item) => filled(item, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value, values)]));
}
