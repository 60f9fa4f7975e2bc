/** What can be imported. */
export const importKinds = { stores: "门店", products: "商品", members: "会员", orders: "订单", events: "行为事件" } as const;
export type ImportKind = keyof typeof importKinds;
export const importKindNames = Object.keys(importKinds) as [ImportKind, ...ImportKind[]];

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

const identity: readonly ImportField[] = [
  { key: "phone", label: "手机号", names: ["手机", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "会员手机", "客户手机", "phone", "mobile", "phone_number", "mobile_phone", "tel", "cellphone"] },
  { key: "card", label: "会员卡号", names: ["卡号", "会员卡", "会员卡编号", "card_no", "card_number", "member_card", "vip_card"] },
  { key: "customer_id", label: "客户编号", hint: "来源系统里的客户号", names: ["客户号", "客户id", "会员号", "会员编号", "会员id", "顾客编号", "用户编号", "用户id", "买家id", "customer_id", "customerid", "customer_no", "customer", "member_id", "member_no", "user_id", "uid", "household_id", "buyer_id"] },
  { key: "unionid", label: "微信 UnionID", names: ["unionid", "union_id", "微信unionid"] },
  { key: "openid", label: "微信 OpenID", names: ["openid", "open_id", "微信openid"] },
];

const store: ImportField = { key: "store_code", label: "门店编码", names: ["门店编号", "门店代码", "门店号", "店铺编码", "店铺编号", "店号", "所属门店编码", "机构编码", "store_code", "store_id", "store_no", "store", "shop_code", "shop_id"] };
const channel: ImportField = { key: "channel", label: "渠道", names: ["来源渠道", "销售渠道", "订单渠道", "订单来源", "注册渠道", "channel", "source_channel", "sales_channel"] };
const name: ImportField = { key: "name", label: "姓名", names: ["客户姓名", "会员姓名", "顾客姓名", "名字", "昵称", "客户名称", "收货人", "name", "full_name", "customer_name", "member_name", "nickname"] };

export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  orders: [
    { key: "order_code", label: "订单号", names: ["订单编号", "订单编码", "单号", "单据号", "单据编号", "小票号", "交易号", "流水号", "order_no", "order_code", "order_id", "order_number", "invoice_no", "invoiceno", "invoice", "basket_id", "transaction_id", "receipt_no"] },
    { key: "paid_at", label: "下单时间", hint: "日期，可带时间", names: ["支付时间", "付款时间", "交易时间", "销售时间", "订单时间", "创建时间", "下单日期", "订单日期", "销售日期", "交易日期", "日期", "时间", "paid_at", "order_date", "order_time", "invoice_date", "invoicedate", "date", "datetime", "transaction_timestamp", "created_at", "pay_time"] },
    { key: "paid_time", label: "时刻", hint: "日期和时刻分两列时", names: ["销售时刻", "交易时刻", "time"] },
    { key: "sku", label: "商品编码", names: ["货号", "商品货号", "商品代码", "商品编号", "物料编码", "款号", "sku", "sku编码", "sku_code", "stock_code", "stockcode", "product_code", "product_id", "item_code", "item_no"] },
    { key: "product_name", label: "商品名称", names: ["品名", "商品", "商品名", "货品名称", "物料名称", "product_name", "description", "item_name", "product", "title"] },
    { key: "quantity", label: "数量", names: ["购买数量", "销售数量", "商品数量", "件数", "qty", "quantity", "count", "units"] },
    { key: "unit_price", label: "单价", names: ["成交单价", "销售单价", "商品单价", "价格", "售价", "unit_price", "unitprice", "price", "sale_price"] },
    { key: "line_amount", label: "行金额", hint: "这一行商品实付", names: ["小计", "金额", "行实付", "销售金额", "商品金额", "成交金额", "实付金额", "实收金额", "line_amount", "amount", "line_total", "subtotal", "sales_value", "total"] },
    { key: "order_amount", label: "整单实付金额", hint: "整张订单实付，每行重复写也只算一次", names: ["订单金额", "订单实付金额", "订单总额", "应收金额", "实付款", "支付金额", "order_amount", "paid_amount", "total_amount", "grand_total"] },
    { key: "discount", label: "整单优惠", names: ["优惠金额", "订单优惠", "折扣金额", "discount", "discount_amount"] },
    { key: "coupon", label: "用券", hint: "券码或券名，多张用逗号分开", names: ["优惠券", "券码", "优惠券编号", "优惠券编码", "使用优惠券", "coupon", "coupon_code", "coupon_id", "coupon_upc"] },
    { key: "document_type", label: "单据类型", hint: "写着退货或退款的行按退款处理", names: ["订单类型", "交易类型", "业务类型", "单据类别", "类型", "document_type", "order_type", "type"] },
    { key: "original_order_code", label: "原订单号", hint: "退款所退的订单", names: ["原单号", "原始订单号", "关联订单号", "原小票号", "original_order_no", "original_order_code", "refund_of"] },
    ...identity,
    name,
    store,
    channel,
  ],
  members: [
    ...identity,
    name,
    { key: "gender", label: "性别", names: ["gender", "sex"] },
    { key: "birthday", label: "生日", names: ["出生日期", "出生年月", "birthday", "birth_date", "date_of_birth", "dob"] },
    { key: "email", label: "邮箱", names: ["电子邮箱", "电子邮件", "email", "e_mail", "mail"] },
    { key: "province", label: "省份", names: ["省", "province", "state"] },
    { key: "city", label: "城市", names: ["市", "所在城市", "city"] },
    { key: "registered_at", label: "入会时间", names: ["注册时间", "入会日期", "注册日期", "开卡时间", "开卡日期", "办卡日期", "创建时间", "registered_at", "register_time", "join_date", "created_at"] },
    store,
    channel,
  ],
  products: [
    { key: "sku", label: "商品编码", names: ["货号", "商品货号", "商品代码", "商品编号", "物料编码", "款号", "sku", "sku编码", "sku_code", "stock_code", "stockcode", "product_code", "product_id", "item_code"] },
    { key: "name", label: "商品名称", names: ["品名", "商品", "商品名", "名称", "货品名称", "product_name", "description", "name", "title", "product_type"] },
    { key: "category", label: "分类", names: ["类目", "品类", "商品分类", "类别", "大类", "category", "product_category", "department"] },
    { key: "brand", label: "品牌", names: ["brand"] },
    { key: "unit", label: "单位", names: ["计量单位", "规格", "unit", "package_size"] },
    { key: "barcode", label: "条码", names: ["条形码", "国际条码", "69码", "商品条码", "barcode", "ean", "upc", "gtin"] },
    { key: "list_price", label: "标价", names: ["零售价", "原价", "吊牌价", "价格", "售价", "单价", "list_price", "price", "retail_price"] },
    { key: "status", label: "状态", hint: "在售 / 下架", names: ["商品状态", "上下架", "status"] },
  ],
  stores: [
    { key: "code", label: "门店编码", names: ["门店编号", "门店代码", "门店号", "店铺编码", "店铺编号", "店号", "编码", "编号", "store_code", "store_id", "store_no", "shop_code", "code", "id"] },
    { key: "name", label: "门店名称", names: ["店铺名称", "店名", "名称", "门店", "store_name", "shop_name", "name"] },
    { key: "parent_code", label: "上级编码", hint: "区域或经销商的编码", names: ["区域编码", "所属区域编码", "上级机构编码", "经销商编码", "parent_code", "region_code", "dealer_code"] },
    { key: "region", label: "所属区域", hint: "用 / 分级，如 华东/上海", names: ["区域", "大区", "所属大区", "区域名称", "上级", "region", "area"] },
    { key: "format", label: "业态", names: ["门店类型", "店铺类型", "format", "store_format", "store_type"] },
    { key: "ownership", label: "经营方式", hint: "直营 / 加盟 / 经销", names: ["经营性质", "所有权", "直营加盟", "ownership"] },
    { key: "phase", label: "门店状态", hint: "筹备 / 营业 / 装修 / 闭店", names: ["状态", "营业状态", "phase", "status"] },
    { key: "address", label: "地址", names: ["门店地址", "详细地址", "address"] },
    { key: "province", label: "省份", names: ["省", "province"] },
    { key: "city", label: "城市", names: ["市", "所在城市", "city"] },
    { key: "district", label: "区县", names: ["区", "县", "district"] },
    { key: "latitude", label: "纬度", names: ["lat", "latitude"] },
    { key: "longitude", label: "经度", names: ["lng", "lon", "longitude"] },
    { key: "phone", label: "电话", names: ["门店电话", "联系电话", "phone", "tel"] },
    { key: "opened_on", label: "开业日期", names: ["开店日期", "开业时间", "opened_on", "open_date"] },
  ],
  events: [
    { key: "type", label: "事件类型", hint: "如 page.viewed", names: ["事件", "事件名称", "行为", "行为类型", "type", "event", "event_type", "event_name"] },
    { key: "occurred_at", label: "发生时间", names: ["时间", "事件时间", "行为时间", "日期", "occurred_at", "event_time", "timestamp", "time", "date"] },
    { key: "event_id", label: "事件编号", hint: "没有时按内容生成", names: ["事件id", "event_id", "id"] },
    ...identity,
    store,
    channel,
    { key: "properties", label: "属性", hint: "JSON 对象", names: ["事件属性", "properties", "props", "params"] },
  ],
};

/** Fields of which at least one of each group must have a column (or a constant). */
export const requiredFields: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  orders: [["paid_at"], ["line_amount", "unit_price", "order_amount"]],
  members: [["phone", "card", "customer_id", "unionid", "openid"]],
  products: [["sku"], ["name"]],
  stores: [["code"], ["name"]],
  events: [["type"], ["occurred_at"], ["phone", "card", "customer_id", "unionid", "openid"]],
};

/** Finds a field of a kind. */
export function fieldOf(kind: ImportKind, key: string): ImportField | undefined {
  return importFields[kind].find((field) => field.key === key);
}
