import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { inferSchema, initParser } from "udsv";
import { projectRoot } from "../../kernel/package-root.ts";

/** An order of a public data set, before members have numbers. Money in li. */
export interface SetOrder {
  readonly customer: string;
  readonly day: string;
  /** `HH:MM:SS`, when known. */
  readonly time: string;
  readonly amountLi: number;
  readonly items: number;
  readonly code: string;
  readonly country: string;
}

export const dataSetFolder = path.join(projectRoot, "..", "shared", "data");

/** Whether the public data sets lie beside the checkout; prints once when they do not, since their tests are then skipped. */
export function haveDataSets(): boolean {
  const there = existsSync(path.join(dataSetFolder, "cdnow", "sample_transactions.csv"));
  if (!there)
    process.stdout.write(
      "The public data sets are not beside this checkout: tests against their known answers are skipped.\n",
    );
  return there;
}

async function readCsv(file: string): Promise<string[][]> {
  const bytes = await readFile(path.join(dataSetFolder, file));
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return initParser(inferSchema(text, { trim: false })).stringArrs(text);
}

/** CDNOW: all rows of one customer on one day are one order (see the conventions of the known answers). */
export async function cdnowOrders(file: "sample" | "full"): Promise<SetOrder[]> {
  const rows = await readCsv(file === "sample" ? "cdnow/sample_transactions.csv" : "cdnow/transactions.csv.gz");
  const orders = new Map<string, SetOrder & { amountLi: number; items: number }>();
  for (const row of rows) {
    const [customer = "", day = "", quantity = "", amount = ""] =
      file === "sample" ? [row[0], row[2], row[3], row[4]] : row;
    const code = `${customer} ${day}`;
    const order = orders.get(code) ?? { customer, day, time: "12:00:00", amountLi: 0, items: 0, code, country: "" };
    order.amountLi += Math.round(Number(amount) * 1_000);
    order.items += Number(quantity);
    orders.set(code, order);
  }
  return [...orders.values()];
}

/** Online Retail, clean lines only; an order is an invoice, dated by its earliest line. */
export async function onlineRetailOrders(): Promise<SetOrder[]> {
  const rows = await readCsv("online_retail/online_retail.csv.gz");
  const orders = new Map<string, SetOrder & { amountLi: number; items: number; day: string; time: string }>();
  for (const [code = "", , , quantityText, at = "", priceText, customer = "", country = ""] of rows) {
    const [quantity, price] = [Number(quantityText), Number(priceText)];
    if (customer === "" || code.startsWith("C") || quantity <= 0 || price <= 0) continue;
    const [day = "", time = ""] = at.split(" ");
    const order = orders.get(code) ?? { customer, day, time, amountLi: 0, items: 0, code, country };
    if (`${day} ${time}` < `${order.day} ${order.time}`) Object.assign(order, { day, time });
    order.amountLi += Math.round(quantity * price * 1_000);
    order.items += quantity;
    orders.set(code, order);
  }
  return [...orders.values()];
}
