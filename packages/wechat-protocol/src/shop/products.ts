export interface ShopSku {
  sku_id: string;
  out_sku_id?: string;
  thumb_img?: string;
  /** Fen. */
  sale_price: number;
  market_price?: number;
  stock_num: number;
  sku_code?: string;
  bar_code?: string;
  sku_attrs?: { attr_key: string; attr_value: string }[];
  status?: number;
}

/** wechat-api.md §5.1. */
export interface ShopProduct {
  product_id: string;
  out_product_id?: string;
  title: string;
  short_title?: string;
  head_imgs: string[];
  desc_info?: { imgs?: string[]; desc?: string };
  cats_v2?: { cat_id: string }[];
  attrs?: { attr_key: string; attr_value: string }[];
  spu_code?: string;
  brand_id?: string;
  deliver_method?: number;
  express_info?: { template_id?: string; weight?: number };
  /** `SHOP_PRODUCT_STATUS`. */
  status: number;
  edit_status?: number;
  min_price?: number;
  skus: ShopSku[];
  total_sold_num?: number;
}

/** Products and stock: wechat-api.md §5.1. */
export interface ShopProductEndpoints {
  /** Without `status`, never-listed drafts and the recycle bin are left out. */
  "POST /channels/ec/product/list/get": {
    body: { status?: number; page_size?: number; next_key?: string };
    answer: { product_ids: string[]; next_key: string; total_num: number };
  };
  /** `data_type`: 1 online, 2 draft, 3 both. */
  "POST /channels/ec/product/get": {
    body: { product_id: string; data_type?: 1 | 2 | 3 };
    answer: { product?: ShopProduct; edit_product?: ShopProduct };
  };
  "POST /channels/ec/product/listing": { body: { product_id: string }; answer: object };
  "POST /channels/ec/product/delisting": { body: { product_id: string }; answer: object };
  "POST /channels/ec/product/stock/get": {
    body: { product_id: string; sku_id: string };
    answer: {
      data: {
        normal_stock_num: number;
        limited_discount_stock_num: number;
        warehouse_stocks?: object[];
        total_stock_num: number;
      };
    };
  };
  /** `diff_type`: 1 add, 2 reduce, 3 set. */
  "POST /channels/ec/product/stock/update": {
    body: { product_id: string; sku_id: string; diff_type: 1 | 2 | 3; num: number };
    answer: object;
  };
  "POST /channels/ec/product/h5url/get": { body: { product_id: string }; answer: { h5url: string } };
  "POST /channels/ec/product/qrcode/get": { body: { product_id: string }; answer: { qrcode: string } };
  "POST /channels/ec/product/taglink/get": { body: { product_id: string }; answer: { taglink: string } };
}
