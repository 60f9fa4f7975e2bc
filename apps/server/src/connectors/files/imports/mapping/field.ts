/** A thing that a column can stand for. */
export interface ImportField {
  readonly key: string;
  /** What the operator reads. */
  readonly label: string;
  /** What it takes, in a few words. */
  readonly hint?: string;
  /** Headers that mean it, in any spelling of case, spaces and punctuation. */
  readonly names: readonly string[];
}

/** Who the customer is. */
export const identity: readonly ImportField[] = [
  {
    key: "phone",
    label: "手机号",
    names: [
      "手机",
      "手机号码",
      "电话",
      "电话号码",
      "联系电话",
      "联系方式",
      "会员手机",
      "客户手机",
      "phone",
      "mobile",
      "phone_number",
      "mobile_phone",
      "tel",
      "cellphone",
    ],
  },
  {
    key: "card",
    label: "会员卡号",
    names: ["卡号", "会员卡", "会员卡编号", "card_no", "card_number", "member_card", "vip_card"],
  },
  {
    key: "customer_id",
    label: "客户编号",
    hint: "来源系统里的客户号",
    names: [
      "客户号",
      "客户id",
      "会员号",
      "会员编号",
      "会员id",
      "顾客编号",
      "用户编号",
      "用户id",
      "买家id",
      "customer_id",
      "customerid",
      "customer_no",
      "customer",
      "member_id",
      "member_no",
      "user_id",
      "uid",
      "household_id",
      "buyer_id",
    ],
  },
  { key: "unionid", label: "微信 UnionID", names: ["unionid", "union_id", "微信unionid"] },
  { key: "openid", label: "微信 OpenID", names: ["openid", "open_id", "微信openid"] },
];

/** Where it happened. */
export const store: ImportField = {
  key: "store_code",
  label: "门店编码",
  names: [
    "门店编号",
    "门店代码",
    "门店号",
    "店铺编码",
    "店铺编号",
    "店号",
    "所属门店编码",
    "机构编码",
    "store_code",
    "store_id",
    "store_no",
    "store",
    "shop_code",
    "shop_id",
  ],
};
export const channel: ImportField = {
  key: "channel",
  label: "渠道",
  names: ["来源渠道", "销售渠道", "订单渠道", "订单来源", "注册渠道", "channel", "source_channel", "sales_channel"],
};
export const name: ImportField = {
  key: "name",
  label: "姓名",
  names: [
    "客户姓名",
    "会员姓名",
    "顾客姓名",
    "名字",
    "昵称",
    "客户名称",
    "收货人",
    "name",
    "full_name",
    "customer_name",
    "member_name",
    "nickname",
  ],
};

export const sku: ImportField = {
  key: "sku",
  label: "商品编码",
  names: [
    "货号",
    "商品货号",
    "商品代码",
    "商品编号",
    "物料编码",
    "款号",
    "sku",
    "sku编码",
    "sku_code",
    "stock_code",
    "stockcode",
    "product_code",
    "product_id",
    "item_code",
    "item_no",
  ],
};
