/** An event as an integrator's system would send it. */
export interface MadeEvent {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly identifiers: readonly { readonly kind: string; readonly scope?: string; readonly value: string }[];
  readonly channel: string;
  readonly properties: Readonly<Record<string, string | number>>;
}

const dayMs = 86_400_000;
const names = ["高山乌龙茶礼盒", "全脂纯牛奶 250mL×12", '手工曲奇 "黄油" 味', "婴儿湿巾 80 抽", "有机糙米 5kg"];

/** Event number `i` of a load over 90 days before `until`, by one of `people` members; the same number is the same event. */
export function madeEvent(prefix: string, i: number, people: number, until: Date): MadeEvent {
  const kind = i % 10;
  const who = (i * 7_919) % people;
  const common = {
    eventId: `${prefix}-${i}`,
    occurredAt: new Date(until.getTime() - ((i * 104_729) % (90 * dayMs))).toISOString(),
    identifiers: [{ kind: "unionid", value: `oLoad${who}` }],
    channel: "mini_program",
  };
  const product = { sku: `SKU${i % 997}`, productName: names[i % names.length] ?? "", priceFen: 990 + (i % 500) * 10 };
  if (kind < 4)
    return {
      ...common,
      type: "page.viewed",
      properties: { path: "/pages/home/index", title: "首页", durationMs: 1_000 + (i % 30_000) },
    };
  if (kind < 8) return { ...common, type: "product.viewed", properties: product };
  if (kind < 9) return { ...common, type: "cart.added", properties: { ...product, quantity: 1 + (i % 3) } };
  return {
    ...common,
    type: "message.opened",
    properties: { messageId: `m${i % 10_000}`, campaignCode: "618", title: "年中大促" },
  };
}

export interface Sent {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/** Posts one batch, already in JSON. @throws when the server does not acknowledge it */
export async function postEvents(baseUrl: string, apiKey: string, body: string): Promise<Sent> {
  const response = await fetch(`${baseUrl}/api/v1/events`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body,
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status !== 202) throw new Error(`POST /events: ${response.status} ${await response.text()}`);
  return (await response.json()) as Sent;
}

/** Does `work` on every item, at most `width` at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** Waits until `done` says so, looking every 100 ms. @throws after `timeoutMs` */
export async function until(done: () => Promise<boolean>, timeoutMs: number, what: string): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await done()); ) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
