import { SHOP_PRODUCT_STATUS, type ShopProduct, type ShopSku } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import type { World } from "../../world/world.ts";
import { newId } from "../ids.ts";

/** `edit_status`: 2 in review, 3 refused, 4 passed (wechat-api.md §5.1). */
export const EDIT = { auditing: 2, refused: 3, passed: 4 } as const;

export interface ProductDraft {
  readonly title: string;
  /** Fen. */
  readonly price: number;
  readonly stock: number;
  /** The merchant's own code, in `sku_code`. */
  readonly skuCode?: string | undefined;
  /** Waits for the platform's review instead of standing on sale at once. */
  readonly audit?: boolean;
}

/** A product with one SKU, as the back office makes it. */
export function addProduct(world: World, { shop }: Shop, draft: ProductDraft): ShopProduct {
  const sku: ShopSku = {
    sku_id: newId(world.random, shop),
    sale_price: draft.price,
    market_price: draft.price,
    stock_num: draft.stock,
    ...(draft.skuCode && { sku_code: draft.skuCode }),
    sku_attrs: [{ attr_key: "规格", attr_value: "标准" }],
    status: SHOP_PRODUCT_STATUS.onSale,
  };
  const product: ShopProduct = {
    product_id: newId(world.random, shop),
    title: draft.title,
    head_imgs: [],
    cats_v2: [{ cat_id: "6033" }],
    status: draft.audit ? SHOP_PRODUCT_STATUS.initial : SHOP_PRODUCT_STATUS.onSale,
    edit_status: draft.audit ? EDIT.auditing : EDIT.passed,
    min_price: draft.price,
    skus: [sku],
    total_sold_num: 0,
  };
  shop.products.set(product.product_id, product);
  return product;
}

/** The platform's review ends. @throws RangeError where nothing is in review */
export function endAudit({ shop }: Shop, productId: string, passed: boolean): ShopProduct {
  const product = shop.products.get(productId);
  if (product?.edit_status !== EDIT.auditing) throw new RangeError(`商品 ${productId} 不在审核中`);
  product.edit_status = passed ? EDIT.passed : EDIT.refused;
  if (passed) product.status = SHOP_PRODUCT_STATUS.onSale;
  return product;
}

/** The product, or the refusal for an id that this shop does not have. */
export function productNamed({ shop }: Shop, id: string): ShopProduct {
  return shop.products.get(id) ?? refuse(10_020_052, "product");
}
