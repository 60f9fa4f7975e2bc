import { channel, type ImportField, identity, name, sku, store } from "./field.ts";
import { orderFields } from "./order-fields.ts";

/** What can be imported. */
export const importKinds = {
  stores: "门店",
  products: "商品",
  members: "会员",
  orders: "订单",
  events: "行为事件",
} as const;
export type ImportKind = keyof typeof importKinds;
export const importKindNames = Object.keys(importKinds) as [ImportKind, ...ImportKind[]];

export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  orders: orderFields,
  members: [
    ...identity,
    name,
    { key: "gender", label: "性别", names: ["gender", "sex"] },
    {
      key: "birthday",
      label: "生日",
      names: ["出生日期", "出生年月", "birthday", "birth_date", "date_of_birth", "dob"],
    },
    { key: "email", label: "邮箱", names: ["电子邮箱", "电子邮件", "email", "e_mail", "mail"] },
    { key: "province", label: "省份", names: ["省", "province", "state"] },
    { key: "city", label: "城市", names: ["市", "所在城市", "city"] },
    {
      key: "registered_at",
      label: "入会时间",
      names: [
        "注册时间",
        "入会日期",
        "注册日期",
        "开卡时间",
        "开卡日期",
        "办卡日期",
        "创建时间",
        "registered_at",
        "register_time",
        "join_date",
        "created_at",
      ],
    },
    store,
    channel,
  ],
  products: [
    sku,
    {
      key: "name",
      label: "商品名称",
      names: [
        "品名",
        "商品",
        "商品名",
        "名称",
        "货品名称",
        "product_name",
        "description",
        "name",
        "title",
        "product_type",
      ],
    },
    {
      key: "category",
      label: "分类",
      names: ["类目", "品类", "商品分类", "类别", "大类", "category", "product_category", "department"],
    },
    { key: "brand", label: "品牌", names: ["brand"] },
    { key: "unit", label: "单位", names: ["计量单位", "规格", "unit", "package_size"] },
    {
      key: "barcode",
      label: "条码",
      names: ["条形码", "国际条码", "69码", "商品条码", "barcode", "ean", "upc", "gtin"],
    },
    {
      key: "list_price",
      label: "标价",
      names: ["零售价", "原价", "吊牌价", "价格", "售价", "单价", "list_price", "price", "retail_price"],
    },
    { key: "status", label: "状态", hint: "在售 / 下架", names: ["商品状态", "上下架", "status"] },
  ],
  stores: [
    {
      key: "code",
      label: "门店编码",
      names: [
        "门店编号",
        "门店代码",
        "门店号",
        "店铺编码",
        "店铺编号",
        "店号",
        "编码",
        "编号",
        "store_code",
        "store_id",
        "store_no",
        "shop_code",
        "code",
        "id",
      ],
    },
    { key: "name", label: "门店名称", names: ["店铺名称", "店名", "名称", "门店", "store_name", "shop_name", "name"] },
    {
      key: "parent_code",
      label: "上级编码",
      hint: "区域或经销商的编码",
      names: ["区域编码", "所属区域编码", "上级机构编码", "经销商编码", "parent_code", "region_code", "dealer_code"],
    },
    {
      key: "region",
      label: "所属区域",
      hint: "用 / 分级，如 华东/上海",
      names: ["区域", "大区", "所属大区", "区域名称", "上级", "region", "area"],
    },
    { key: "format", label: "业态", names: ["店型", "门店类型", "店铺类型", "format", "store_format", "store_type"] },
    {
      key: "ownership",
      label: "经营方式",
      hint: "直营 / 加盟 / 经销",
      names: ["经营性质", "所有权", "直营加盟", "ownership"],
    },
    {
      key: "phase",
      label: "门店状态",
      hint: "筹备 / 营业 / 装修 / 闭店",
      names: ["状态", "营业状态", "phase", "status"],
    },
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
    {
      key: "type",
      label: "事件类型",
      hint: "如 page.viewed",
      names: ["事件", "事件名称", "行为", "行为类型", "type", "event", "event_type", "event_name"],
    },
    {
      key: "occurred_at",
      label: "发生时间",
      names: ["时间", "事件时间", "行为时间", "日期", "occurred_at", "event_time", "timestamp", "time", "date"],
    },
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
