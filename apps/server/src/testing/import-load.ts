import { once } from "node:events";
import { createWriteStream, openAsBlob } from "node:fs";
import type { RunReport } from "../connectors/files/index.ts";
import { until } from "./event-load.ts";

/** Calls the API as an integrator does; throws on an error status. */
export async function callApi<Body>(
  baseUrl: string,
  apiKey: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Body> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(120_000),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Uploads a file, streamed from disk; returns its id. */
export async function uploadFile(baseUrl: string, apiKey: string, file: string, name: string): Promise<string> {
  const form = new FormData();
  form.set("file", await openAsBlob(file), name);
  const response = await fetch(`${baseUrl}/api/v1/imports/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: form,
  });
  if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** The guessed mapping of an order file that was uploaded, with the given options. */
export async function guessOrderPlan(
  baseUrl: string,
  apiKey: string,
  fileId: string,
  options: Record<string, unknown>,
): Promise<RunReport["plan"]> {
  const { plan } = await callApi<{ plan: RunReport["plan"] }>(
    baseUrl,
    apiKey,
    "POST",
    `/imports/files/${fileId}/preview`,
    {
      kind: "orders",
    },
  );
  return { ...plan, options: { ...plan.options, ...options } };
}

/** Waits for an import to end; `watch` is called at each look. */
export async function importEnd(
  baseUrl: string,
  apiKey: string,
  id: string,
  timeoutMs: number,
  watch: (report: RunReport) => void = () => undefined,
): Promise<RunReport> {
  let last: RunReport | undefined;
  await until(
    async () => {
      last = await callApi<RunReport>(baseUrl, apiKey, "GET", `/imports/${id}`);
      watch(last);
      return last.phase === "finished";
    },
    timeoutMs,
    "the import",
  );
  if (!last) throw new Error("the import was never seen");
  return last;
}

const names = [
  "高山乌龙茶礼盒",
  "全脂纯牛奶 250mL×12",
  '手工曲奇 ""黄油"" 味',
  "婴儿湿巾 80 抽",
  "WHITE HANGING HEART T-LIGHT HOLDER",
];

/** Line `i` of a made order file: orders of 20 lines, one in fifty a refund, one customer in five anonymous. */
export function madeOrderLine(i: number, customers: number): string {
  const order = Math.floor(i / 20);
  const refund = order % 50 === 49;
  const customer = order % 5 === 0 ? "" : String(10_000 + ((order * 7_919) % customers));
  const day = new Date(Date.UTC(2023, 0, 1) + (order % 700) * 86_400_000).toISOString().slice(0, 10);
  const minute = String(order % 60).padStart(2, "0");
  const sku = (i * 104_729) % 4_000;
  return `${refund ? "C" : ""}${600_000 + order},S${sku},"${names[sku % names.length]} ${sku}",${(refund ? -1 : 1) * (1 + (i % 12))},${day} 1${order % 10}:${minute}:00,${(1 + (sku % 900) / 100).toFixed(2)},${customer},United Kingdom\n`;
}

/** Writes an order file of `lines` lines with the columns of Online Retail, streamed to disk. */
export async function writeOrderFile(file: string, lines: number, customers = 200_000): Promise<void> {
  const stream = createWriteStream(file, { highWaterMark: 4 * 1024 * 1024 });
  stream.write("invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country\n");
  for (let from = 0; from < lines; from += 5_000) {
    let text = "";
    for (let i = from; i < Math.min(lines, from + 5_000); i += 1) text += madeOrderLine(i, customers);
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}
