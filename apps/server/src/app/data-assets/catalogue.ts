/** The four kinds of assets that a brand owns in its data (DT-08). */
export const assetKinds = {
  brand: "品牌资产",
  content: "内容资产",
  user: "用户资产",
  supply_chain: "供应链资产",
} as const;
export type AssetKind = keyof typeof assetKinds;

export interface Asset {
  readonly code: string;
  readonly kind: AssetKind;
  readonly name: string;
  /** Which system is right when two disagree. */
  readonly systemOfRecord: string;
  readonly sensitivity: "public" | "internal" | "personal";
  readonly retention: string;
  /** PostgreSQL tables; those that this version lacks are left out. */
  readonly tables: readonly string[];
  /** Tables in ClickHouse that hold a copy for analysis. */
  readonly copies: readonly string[];
  /** By which ways it leaves Feilun. */
  readonly leaves: readonly string[];
}

const kept = "长期保留";
const forgotten = "长期保留；本人要求删除时按「删除请求」清除";

/** What Feilun keeps, by what it means; every table of a person's data stands here. */
export const assets: readonly Asset[] = [
  {
    code: "organization",
    kind: "brand",
    name: "组织、门店与员工",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: kept,
    tables: ["org_unit", "store", "brand", "staff", "staff_post"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "standards",
    kind: "brand",
    name: "福利与服务标准",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: kept,
    tables: ["standard", "standard_version", "standard_receipt"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "audit",
    kind: "brand",
    name: "操作日志",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: `${kept}，不可改写`,
    tables: ["audit_log"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "forms",
    kind: "content",
    name: "收集表单与问答",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: kept,
    tables: ["lead_form"],
    copies: [],
    leaves: ["公开网页"],
  },
  {
    code: "feedback",
    kind: "content",
    name: "用户反馈",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["feedback"],
    copies: [],
    leaves: ["用户反馈导出"],
  },
  {
    code: "tags",
    kind: "content",
    name: "标签库",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: kept,
    tables: ["tag_group", "tag", "tag_rule"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "wecom_relations",
    kind: "user",
    name: "企业微信好友关系与客户群",
    systemOfRecord: "企业微信",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["wecom_follow", "wecom_welcome", "customer_group", "customer_group_member"],
    copies: [],
    leaves: ["企业微信（标签）"],
  },
  {
    code: "identity",
    kind: "user",
    name: "客户身份（加密）",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["member", "identifier", "identifier_tie", "merge_log"],
    copies: ["member_fact", "member_override"],
    leaves: ["开放接口（脱敏）", "查看完整资料（需原因）"],
  },
  {
    code: "profile",
    kind: "user",
    name: "客户资料、标签与归属",
    systemOfRecord: "各来源，按来源优先级",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["member_record", "member_tag", "guide_binding"],
    copies: [],
    leaves: ["开放接口（脱敏）"],
  },
  {
    code: "consent",
    kind: "user",
    name: "授权记录",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: "长期保留，作为合法性依据",
    tables: ["consent_record"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "behaviour",
    kind: "user",
    name: "行为事件与关系历史",
    systemOfRecord: "各触点",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["event_log", "relation_history"],
    copies: ["event", "relation_history"],
    leaves: ["长期关系记录导出（需权限与原因）"],
  },
  {
    code: "business",
    kind: "user",
    name: "企业客户与线索",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: forgotten,
    tables: ["company", "company_contact", "lead", "lead_submission"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "points",
    kind: "user",
    name: "会员积分",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: kept,
    tables: ["point_account", "point_entry"],
    copies: ["point_fact"],
    leaves: ["开放接口"],
  },
  {
    code: "audiences",
    kind: "user",
    name: "人群包与投放触达",
    systemOfRecord: "飞轮",
    sensitivity: "personal",
    retention: "文件到期自动删除（默认 72 小时），名单快照 400 天；本人要求删除时立即清除",
    tables: ["audience", "audience_member", "audience_piece", "ad_touch"],
    copies: [],
    leaves: ["人群包文件（需权限、授权与原因，手机号只出哈希）"],
  },
  {
    code: "ad_plans",
    kind: "brand",
    name: "广告投放计划与花费",
    systemOfRecord: "飞轮",
    sensitivity: "internal",
    retention: kept,
    tables: ["ad_plan", "ad_plan_code", "ad_spend"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "orders",
    kind: "supply_chain",
    name: "订单与退款",
    systemOfRecord: "收银与商城",
    sensitivity: "personal",
    retention: `${kept}；删除个人信息后只留不指向任何人的事实`,
    tables: ["sales_order", "refund"],
    copies: ["order_fact", "refund_fact"],
    leaves: ["开放接口"],
  },
  {
    code: "products",
    kind: "supply_chain",
    name: "商品",
    systemOfRecord: "收银或 ERP",
    sensitivity: "internal",
    retention: kept,
    tables: ["product"],
    copies: [],
    leaves: ["开放接口"],
  },
  {
    code: "imports",
    kind: "supply_chain",
    name: "导入文件与被拒行",
    systemOfRecord: "上传的文件",
    sensitivity: "personal",
    retention: "由运营删除；删除个人信息不改上传的原文件",
    tables: ["import_file", "import_run", "import_reject"],
    copies: [],
    leaves: ["被拒行下载"],
  },
];
