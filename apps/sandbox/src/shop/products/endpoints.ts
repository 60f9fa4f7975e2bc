import { SHOP_PRODUCT_STATUS, SHOP_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { shopOf } from "../../weixin/accounts/accounts.ts";
import { bodyOf } from "../../weixin/read.ts";
import { pageAfter } from "../paging.ts";
import { EDIT, productNamed } from "./products.ts";

const named = z.object({ product_id: z.string() });
const sku = named.extend({ sku_id: z.string() });
/** Left out of a list that names no status: wechat-api.md §5.1. */
const HIDDEN = new Set<number>([
  SHOP_PRODUCT_STATUS.initial,
  SHOP_PRODUCT_STATUS.recycled,
  SHOP_PRODUCT_STATUS.deleted,
]);

/** Products and stock: wechat-api.md §5.1. */
export const productEndpoints: readonly Endpoint[] = [
  post("/channels/ec/product/list/get", (call) => {
    const { shop } = shopOf(call);
    const size = SHOP_QUOTAS.productPage.amount;
    const asked = bodyOf(
      call,
      z.object({
        status: z.int().optional(),
        page_size: z.int().min(1).max(size).default(SHOP_QUOTAS.productPageDefault.amount),
        next_key: z.string().optional(),
      }),
    );
    const rows = [...shop.products.values()].filter(({ status }) =>
      asked.status === undefined ? !HIDDEN.has(status) : status === asked.status,
    );
    const { page, next } = pageAfter(
      rows,
      ({ product_id }) => ({ at: 0, id: product_id }),
      asked.next_key,
      asked.page_size,
    );
    return { product_ids: page.map(({ product_id }) => product_id), next_key: next, total_num: rows.length };
  }),
  post("/channels/ec/product/get", (call) => {
    const body = bodyOf(
      call,
      named.extend({ data_type: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1) }),
    );
    const product = productNamed(shopOf(call), body.product_id);
    return {
      errcode: 0,
      ...(body.data_type !== 2 && product.status !== SHOP_PRODUCT_STATUS.initial && { product }),
      ...(body.data_type !== 1 && product.edit_status !== EDIT.passed && { edit_product: product }),
    };
  }),
  post("/channels/ec/product/listing", (call) => {
    const product = productNamed(shopOf(call), bodyOf(call, named).product_id);
    if (product.status !== SHOP_PRODUCT_STATUS.delistedByMerchant) product.edit_status = EDIT.auditing;
    else product.status = SHOP_PRODUCT_STATUS.onSale;
    return {};
  }),
  post("/channels/ec/product/delisting", (call) => {
    const product = productNamed(shopOf(call), bodyOf(call, named).product_id);
    product.status = SHOP_PRODUCT_STATUS.delistedByMerchant;
    return {};
  }),
  post("/channels/ec/product/stock/get", (call) => {
    const { stock_num } = skuNamed(call);
    return {
      data: {
        normal_stock_num: stock_num,
        limited_discount_stock_num: 0,
        warehouse_stocks: [],
        total_stock_num: stock_num,
      },
    };
  }),
  post("/channels/ec/product/stock/update", (call) => {
    const { diff_type, num } = bodyOf(
      call,
      sku.extend({ diff_type: z.union([z.literal(1), z.literal(2), z.literal(3)]), num: z.int().min(0) }),
    );
    const item = skuNamed(call);
    const left = diff_type === 3 ? num : item.stock_num + (diff_type === 1 ? num : -num);
    if (left < 0) refuse(47001, "num: stock would be negative");
    item.stock_num = left;
    return {};
  }),
  ...(
    [
      ["h5url", "h5url", "h5"],
      ["qrcode", "qrcode", "qrcode"],
      ["taglink", "taglink", "#微信小店"],
    ] as const
  ).map(([path, field, kind]) =>
    post(`/channels/ec/product/${path}/get`, (call) => {
      const account = shopOf(call);
      const { product_id } = productNamed(account, bodyOf(call, named).product_id);
      return {
        [field]: kind.startsWith("#")
          ? `${kind}://${account.appid}/${product_id}`
          : `https://channels.weixin.qq.com/shop/${kind}/${account.appid}/${product_id}`,
      };
    }),
  ),
];

function skuNamed(call: Parameters<Endpoint["handle"]>[0]) {
  const { product_id, sku_id } = bodyOf(call, sku);
  const product = productNamed(shopOf(call), product_id);
  return product.skus.find((one) => one.sku_id === sku_id) ?? refuse(10_020_052, "sku");
}
