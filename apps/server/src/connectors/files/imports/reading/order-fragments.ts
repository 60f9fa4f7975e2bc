import { skuPattern } from "../../../../commerce/index.ts";
import { copyField } from "../../../../kernel/postgres/copy.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import type { TextRecord } from "../table/split-records.ts";
import { cutText } from "../values/cut-text.ts";
import { createCopyBuffer } from "./copy-buffer.ts";
import { identityFields, readIdentifiers } from "./identity-cells.ts";
import { createOrderPeople, recipientFields, type UnknownGuide } from "./order-people.ts";
import { createPlaceReader } from "./place-cells.ts";
import { RowProblem } from "./reject.ts";
import { createRowCells, type ReadingContext } from "./row-cells.ts";

/**
 * Consecutive rows of one order, on their way into the staging table. An order whose rows are scattered over the file has
 * several; they are put together when the whole file is staged.
 */
export const fragmentColumns =
  "key, seq, order_code, identity, store_no, channel, at, business_day, row_count, items, amount_li, order_amount_li, discount_li, coupons, guide_no, is_gift, recipient, recipient_name, lines";

export interface OrderReader {
  /** Reads one row; throws a `RowProblem` when it cannot be taken over. */
  read(record: TextRecord, damaged: boolean): void;
  /** Ends the open fragments and gives everything since the last call as COPY text. */
  take(): {
    copyText: Uint8Array<ArrayBuffer>;
    fragments: number;
    products: { sku: string; name: string }[];
    unknownGuides: UnknownGuide[];
  };
  /** Bytes that wait to be taken. */
  readonly pending: number;
}

interface Fragment {
  readonly key: string;
  readonly seq: number;
  readonly orderCode: string | null;
  identity: string | null;
  storeNo: number | null;
  readonly channel: string;
  at: number;
  day: string;
  rows: number;
  items: number;
  amountLi: number;
  orderAmountLi: number | null;
  discountLi: number;
  coupons: string[] | null;
  guideNo: number | null;
  isGift: boolean;
  recipient: { readonly identity: string; readonly name: string } | null;
  /** Lines as they are stored, with commas between. */
  lines: string;
}

interface Customer {
  /** Identifiers as JSON; null = anonymous. */
  readonly text: string | null;
  /** Value of the strongest identifier. */
  readonly first: string;
}

const refundWords = /退|refund|return/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes exactly these
const needsEscape = /["\\\u0000-\u001f]/;

/** A fragment of more is written and another one begun: a constant column taken for the order number must not gather the file. */
const longestFragment = 512 * 1024;
const mostFragmentRows = 4_000;

/** What is kept of the rows' repetitions, at most so many entries. */
const mostKept = 200_000;

/** Copies a text out of the large piece that it was cut from, so that a cache does not keep the piece alive. */
const detached = (text: string) => Buffer.from(text, "utf8").toString("utf8");

/** Turns rows of an order file into fragments. Amounts in li. A row of negative quantity or amount goes back to the customer. */
export function createOrderReader(
  plan: ImportPlan,
  context: ReadingContext,
  stores: ReadonlyMap<string, number>,
  storeRequired: boolean,
  guides?: ReadonlyMap<string, number>,
): OrderReader {
  const row = createRowCells(context);
  const { options } = plan;
  const place = createPlaceReader(row, plan, stores, storeRequired);
  const people = createOrderPeople(row, plan, guides);
  const namesPeople = ["guide", "is_gift", ...recipientFields].some((field) => row.has(field));
  const levelOfOrder = !row.has("sku") && !row.has("product_name") && !row.has("quantity") && !row.has("line_amount");
  const open = new Map<string, Fragment>();
  const copyText = createCopyBuffer();
  let fragments = 0;
  let products: { sku: string; name: string }[] = [];
  /** By SKU: the product name it last stood with, and the beginning of a line that the two make. */
  const heads = new Map<string, { name: string; head: string }>();
  const mappedIdentity = identityFields.filter((field) => row.has(field));
  let lastCells: string | null = null;
  let lastCustomer: Customer = { text: null, first: "" };
  let last: { code: string; isRefund: boolean; fragment: Fragment } | null = null;
  let lastCode: string | null = null;
  let excluded = false;
  let prefix: string | undefined;
  const hasDocumentType = row.has("document_type");
  const hasCoupon = row.has("coupon");

  /** Rows of one order name one customer: the last answer is nearly always the next. */
  function customerOf(): Customer {
    let cells = "";
    for (const field of mappedIdentity) cells = cells === "" ? row.raw(field) : `${cells}\u0000${row.raw(field)}`;
    if (cells === lastCells) return lastCustomer;
    const identifiers = readIdentifiers(row, plan);
    lastCustomer = {
      text: identifiers.length === 0 ? null : JSON.stringify(identifiers),
      first: detached(identifiers[0]?.value ?? ""),
    };
    lastCells = cells;
    return lastCustomer;
  }

  /** A text in JSON; most need no escaping, and finding that out is cheaper than escaping. */
  function quoted(text: string): string {
    return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
  }

  /** The beginning of a line as `lines` stores it; a product stands in many lines, so it is made once. */
  function lineHead(sku: string, name: string): string {
    const known = heads.get(sku);
    if (known?.name === name) return known.head;
    const kept = cutText(name, 200);
    if (sku === "") return `["",${quoted(kept)},`;
    if (!known) {
      if (!skuPattern.test(sku)) throw new RowProblem("sku", "bad_code");
      if (heads.size > mostKept) heads.clear();
      products.push({ sku: detached(sku), name: detached(kept) });
    }
    const head = detached(`["${sku}",${quoted(kept)},`);
    heads.set(known ? sku : detached(sku), { name: detached(name), head });
    return head;
  }

  /** Quantity in thousandths, unit price and amount in li, all with the sign of the row. */
  function money(): { quantity: number; price: number | null; amount: number } {
    const price = row.thousandths("unit_price");
    if (price !== null && price < 0) throw new RowProblem("unit_price", "negative_price");
    const given = row.thousandths("line_amount");
    const counted = row.thousandths("quantity");
    if (counted === null && row.has("quantity")) throw new RowProblem("quantity", "required");
    if (counted === 0) throw new RowProblem("quantity", "zero_quantity");
    const quantity = counted ?? (given !== null && given < 0 ? -1_000 : 1_000);
    if (given !== null) return { quantity, price, amount: quantity < 0 && given > 0 ? -given : given };
    if (price === null) {
      if (row.has("order_amount") && !row.has("line_amount") && !row.has("unit_price"))
        return { quantity, price, amount: 0 };
      throw new RowProblem(row.has("line_amount") ? "line_amount" : "unit_price", "required");
    }
    return { quantity, price, amount: Math.round((quantity * price) / 1_000) };
  }

  function flush(fragment: Fragment): void {
    copyText.append(
      `${copyField(fragment.key)}\t${fragment.seq}\t${copyField(fragment.orderCode)}\t${copyField(fragment.identity)}\t${copyField(
        fragment.storeNo,
      )}\t${copyField(fragment.channel)}\t${new Date(fragment.at).toISOString()}\t${fragment.day}\t${fragment.rows}\t${fragment.items}\t${
        fragment.amountLi
      }\t${copyField(fragment.orderAmountLi)}\t${fragment.discountLi}\t${copyField(fragment.coupons && JSON.stringify(fragment.coupons))}\t${copyField(
        fragment.guideNo,
      )}\t${fragment.isGift}\t${copyField(fragment.recipient?.identity ?? null)}\t${copyField(fragment.recipient?.name || null)}\t${
        // JSON holds neither tabs nor line breaks; of what COPY escapes, only the backslash remains.
        fragment.lines.includes("\\") ? fragment.lines.replaceAll("\\", "\\\\") : fragment.lines
      }\n`,
    );
    fragments += 1;
  }

  function closeAll(): void {
    for (const fragment of open.values()) flush(fragment);
    open.clear();
    last = null;
  }

  return {
    get pending() {
      return copyText.size;
    },
    read(record, damaged) {
      row.enter(record, damaged);
      const when = row.moment("paid_at", "paid_time");
      if (!when) throw new RowProblem("paid_at", "required");
      if (when.at > context.latest) throw new RowProblem("paid_at", "future_date");
      const customer = customerOf();
      let code: string;
      if (options.orderPerCustomerDay) {
        if (customer.text === null) throw new RowProblem(null, "no_customer");
        code = `${customer.first}-${when.day.replaceAll("-", "")}`;
      } else {
        code = row.code("order_code");
        if (code === "") throw new RowProblem("order_code", "required");
      }
      if (code !== lastCode) {
        lastCode = code;
        excluded = options.excludePrefixes.some((one) => code.startsWith(one));
        prefix = options.refundPrefixes.find((one) => code.startsWith(one));
      }
      if (excluded) throw new RowProblem("order_code", "excluded_prefix");
      const refundDocument = prefix !== undefined || (hasDocumentType && refundWords.test(row.text("document_type")));
      const line = levelOfOrder ? null : money();
      let orderAmount = row.thousandths("order_amount");
      if (levelOfOrder && orderAmount === null) throw new RowProblem("order_amount", "required");
      const isRefund = refundDocument || (line ? line.amount < 0 || line.quantity < 0 : (orderAmount ?? 0) < 0);
      if (orderAmount !== null) orderAmount = Math.abs(orderAmount);

      const discount = isRefund ? 0 : Math.abs(row.thousandths("discount") ?? 0);
      const store = place.storeNo();
      const channel = place.channel() ?? "store";
      const guideNo = namesPeople ? people.guideNo(store) : null;
      const isGift = namesPeople && !isRefund && people.isGift();
      const recipient = isGift ? people.recipient() : null;
      const original = row.code("original_order_code");
      const named = prefix === undefined ? code : options.refundNamesOrder ? code.slice(prefix.length) : "";
      const refunded = isRefund ? original || named : "";
      let text = "";
      let items = 0;
      let amount = 0;
      if (line) {
        const quantity = Math.abs(line.quantity);
        const whole = quantity % 1_000 === 0;
        const pieces = whole ? quantity / 1_000 : 1;
        const gift = line.price === 0 && line.amount === 0;
        amount = Math.abs(line.amount);
        items = gift ? 0 : pieces;
        const measure = whole ? "" : `,"${quantity / 1_000}"`;
        text = `${lineHead(row.code("sku"), row.text("product_name"))}${pieces},${line.price},${amount}${measure}]`;
      }

      let fragment = last?.code === code && last.isRefund === isRefund ? last.fragment : undefined;
      const key = fragment?.key ?? `${isRefund ? "r" : "o"}${code}`;
      fragment ??= open.get(key);
      if (!fragment) {
        // Rows of an order and of its refund may alternate, so that two fragments stay open, and no more.
        for (const [other, waiting] of open) {
          if (other.slice(1) === code) continue;
          flush(waiting);
          open.delete(other);
        }
        fragment = {
          key: detached(key),
          seq: record.line,
          orderCode: refunded === "" ? null : detached(refunded),
          identity: customer.text,
          storeNo: store,
          channel: detached(channel),
          at: when.at,
          day: when.day,
          rows: 0,
          items: 0,
          amountLi: 0,
          orderAmountLi: null,
          discountLi: 0,
          coupons: null,
          guideNo: null,
          isGift: false,
          recipient: null,
          lines: "",
        };
        open.set(fragment.key, fragment);
      }
      if (last?.fragment !== fragment) last = { code: fragment.key.slice(1), isRefund, fragment };
      if (when.at < fragment.at) {
        fragment.at = when.at;
        fragment.day = when.day;
      }
      fragment.identity ??= customer.text;
      fragment.storeNo ??= store;
      if (namesPeople) {
        fragment.guideNo ??= guideNo;
        fragment.isGift ||= isGift;
        fragment.recipient ??= recipient;
      }
      fragment.rows += 1;
      fragment.items += items;
      fragment.amountLi += amount;
      fragment.discountLi = Math.max(fragment.discountLi, discount);
      if (orderAmount !== null) fragment.orderAmountLi = Math.max(fragment.orderAmountLi ?? 0, orderAmount);
      const coupon = hasCoupon ? row.text("coupon") : "";
      if (coupon !== "") {
        const codes = coupon
          .split(/[,，;；|、\s]+/)
          .filter((one) => one !== "")
          .map((one) => detached(cutText(one, 64)));
        fragment.coupons = [...new Set([...(fragment.coupons ?? []), ...codes])];
      }
      if (text !== "") fragment.lines = fragment.lines === "" ? text : `${fragment.lines},${text}`;
      if (fragment.rows >= mostFragmentRows || fragment.lines.length >= longestFragment) {
        flush(fragment);
        open.delete(fragment.key);
        last = null;
      }
    },
    take() {
      closeAll();
      const taken = { copyText: copyText.take(), fragments, products, unknownGuides: people.takeUnknownGuides() };
      fragments = 0;
      products = [];
      return taken;
    },
  };
}
