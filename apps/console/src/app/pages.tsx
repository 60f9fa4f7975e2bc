import type { RouteObject } from "react-router";
import { NotFound } from "./forbidden.tsx";
import { Home } from "./home.tsx";
import { insight, insightInPeriod, page } from "./page.ts";
import type { PageHandle } from "./page-handle.ts";
import { reachPages } from "./reach-pages.tsx";

/** Every page behind sign-in. */
export const pages: RouteObject[] = [
  { index: true, Component: Home },
  page("overview", { title: "经营总览", ...insightInPeriod }, () => import("../pages/overview/overview-page.tsx")),
  page("store", { title: "门店首页", ...insight }, () => import("../pages/store-home/store-home-page.tsx")),
  page("workbench", { title: "导购工作台" }, () => import("../pages/workbench/workbench-page.tsx")),
  page(
    "workbench/functions",
    { title: "工作台功能", permission: "workbench.write" },
    () => import("../pages/workbench/functions-page.tsx"),
  ),
  page("goals", { title: "目标分解", lens: { unit: true } }, () => import("../pages/goals/goals-page.tsx")),
  page("daily-reports", { title: "日报", ...insight }, () => import("../pages/daily-reports/daily-reports-page.tsx")),
  page(
    "standards",
    { title: "统一标准", permission: "organization.read" },
    () => import("../pages/standards/standards-page.tsx"),
  ),
  page(
    "standards/:standardId",
    { title: "统一标准", permission: "organization.read" },
    () => import("../pages/standards/standard-page.tsx"),
  ),
  page("notices", { title: "通知" }, () => import("../pages/notices/notices-page.tsx")),
  page("notices/:noticeId", { title: "通知" }, () => import("../pages/notices/notice-page.tsx")),
  page(
    "notices/:noticeId/progress",
    { title: "阅读与反馈", permission: "staff.read" },
    () => import("../pages/notices/progress-page.tsx"),
  ),
  page("projects", { title: "项目组" }, () => import("../pages/projects/projects-page.tsx")),
  page("projects/:projectId", { title: "项目组" }, () => import("../pages/projects/project-page.tsx")),
  page(
    "traffic",
    { title: "流量分配", permission: "metrics.read", lens: { period: true } },
    () => import("../pages/traffic/traffic-page.tsx"),
  ),
  page(
    "tenants",
    { title: "平台商户", permission: "organization.read", lens: { period: true } },
    () => import("../pages/tenants/tenants-page.tsx"),
  ),
  page(
    "tenants/:unitId",
    { title: "平台商户", permission: "organization.read", lens: { period: true } },
    () => import("../pages/tenants/tenant-page.tsx"),
  ),
  page(
    "leaders",
    { title: "团长", permission: "metrics.read", lens: { period: true } },
    () => import("../pages/leaders/leaders-page.tsx"),
  ),
  page(
    "leaders/:leaderId",
    { title: "团长", permission: "metrics.read", lens: { period: true } },
    () => import("../pages/leaders/leader-page.tsx"),
  ),
  page(
    "segments",
    { title: "人群包", permission: "segment.read" },
    () => import("../pages/segments/segments-page.tsx"),
  ),
  page(
    "segments/new",
    { title: "新建人群包", permission: "segment.write" },
    () => import("../pages/segments/new-segment-page.tsx"),
  ),
  page(
    "segments/:segmentId",
    { title: "人群包", permission: "segment.read" },
    () => import("../pages/segments/segment-page.tsx"),
  ),
  page(
    "segments/:segmentId/edit",
    { title: "修改人群包", permission: "segment.write" },
    () => import("../pages/segments/edit-segment-page.tsx"),
  ),
  page(
    "audiences",
    { title: "人群包导出", permission: "audience.read" },
    () => import("../pages/audiences/audiences-page.tsx"),
  ),
  page(
    "audiences/:audienceId",
    { title: "人群包导出", permission: "audience.read" },
    () => import("../pages/audiences/audience-page.tsx"),
  ),
  page("points", { title: "积分", permission: "points.adjust" }, () => import("../pages/points/points-page.tsx")),
  page("tiers", { title: "客户分层", ...insight }, () => import("../pages/tiers/tiers-page.tsx")),
  page(
    "tiers/members",
    { title: "分层客户", ...insight, permission: "member.read" },
    () => import("../pages/tiers/tier-members-page.tsx"),
  ),
  page("rfm", { title: "RFM 分析", ...insight }, () => import("../pages/rfm/rfm-page.tsx")),
  page(
    "rfm/members",
    { title: "RFM 客户", ...insight, permission: "member.read" },
    () => import("../pages/rfm/rfm-members-page.tsx"),
  ),
  page("pools", { title: "私域用户池", ...insightInPeriod }, () => import("../pages/pools/pools-page.tsx")),
  page(
    "pools/members",
    { title: "用户池里的人", ...insight, permission: "member.read" },
    () => import("../pages/pools/pool-members-page.tsx"),
  ),
  page("retention", { title: "复购与留存", ...insight }, () => import("../pages/retention/retention-page.tsx")),
  page(
    "dictionary",
    { title: "指标字典", permission: "metrics.read" },
    () => import("../pages/dictionary/dictionary-page.tsx"),
  ),
  page(
    "overview/:metric/members",
    { title: "指标背后的客户", ...insightInPeriod, permission: "member.read" },
    () => import("../pages/overview/metric-members-page.tsx"),
  ),
  page("members", { title: "客户", permission: "member.read" }, () => import("../pages/members/members-page.tsx")),
  page(
    "members/:memberNo",
    { title: "客户画像", permission: "member.read" },
    () => import("../pages/members/member-page.tsx"),
  ),
  page(
    "identity",
    { title: "身份合并", permission: "identity.review" },
    () => import("../pages/identity/identity-page.tsx"),
  ),
  page("tags", { title: "标签", permission: "tag.read" }, () => import("../pages/tags/tags-page.tsx")),
  page(
    "erasure-requests",
    { title: "删除请求", permission: "erasure.request" },
    () => import("../pages/erasure/erasure-page.tsx"),
  ),
  page(
    "companies",
    { title: "企业客户", permission: "business.read" },
    () => import("../pages/companies/companies-page.tsx"),
  ),
  page(
    "companies/:companyId",
    { title: "企业客户", permission: "business.read" },
    () => import("../pages/companies/company-page.tsx"),
  ),
  page("leads", { title: "线索", permission: "business.read" }, () => import("../pages/leads/leads-page.tsx")),
  page("leads/:leadId", { title: "线索", permission: "business.read" }, () => import("../pages/leads/lead-page.tsx")),
  page("devices", { title: "门店设备", permission: "device.read" }, () => import("../pages/devices/devices-page.tsx")),
  page("stock", { title: "库存与配送", permission: "stock.read" }, () => import("../pages/stock/stock-page.tsx")),
  page(
    "feedback",
    { title: "用户反馈", permission: "feedback.read" },
    () => import("../pages/feedback/feedback-page.tsx"),
  ),
  page(
    "wecom",
    { title: "企业微信同步", permission: "connection.read" },
    () => import("../pages/wecom/wecom-page.tsx"),
  ),
  page("imports", { title: "数据导入", permission: "import.run" }, () => import("../pages/imports/imports-page.tsx")),
  page(
    "imports/files/:fileId",
    { title: "核对导入文件", permission: "import.run" },
    () => import("../pages/imports/mapping-page.tsx"),
  ),
  page(
    "imports/runs/:runId",
    { title: "导入进度", permission: "import.run" },
    () => import("../pages/imports/run-page.tsx"),
  ),
  page("orders", { title: "订单", permission: "order.read" }, () => import("../pages/orders/orders-page.tsx")),
  page(
    "payments",
    { title: "支付与退款", permission: "payment.read" },
    () => import("../pages/payments/payments-page.tsx"),
  ),
  page("products", { title: "商品", permission: "product.read" }, () => import("../pages/products/products-page.tsx")),
  page(
    "organization",
    { title: "组织架构", permission: "organization.read" },
    () => import("../pages/organization/organization-page.tsx"),
  ),
  page("stores", { title: "门店", permission: "organization.read" }, () => import("../pages/stores/stores-page.tsx")),
  page(
    "stores/:storeNo",
    { title: "门店", permission: "organization.read" },
    () => import("../pages/stores/store-page.tsx"),
  ),
  page("staff", { title: "员工", permission: "staff.read" }, () => import("../pages/staff/staff-list-page.tsx")),
  page("staff/:staffId", { title: "员工", permission: "staff.read" }, () => import("../pages/staff/staff-page.tsx")),
  page(
    "departments",
    { title: "部门与编制", permission: "staff.read" },
    () => import("../pages/departments/departments-page.tsx"),
  ),
  page("roles", { title: "角色权限", permission: "staff.read" }, () => import("../pages/roles/roles-page.tsx")),
  page(
    "inheritance",
    { title: "客户继承", permission: "inheritance.read" },
    () => import("../pages/inheritance/inheritance-page.tsx"),
  ),
  page(
    "assistant",
    { title: "大模型", permission: "connection.read" },
    () => import("../pages/assistant/assistant-page.tsx"),
  ),
  page(
    "connections",
    { title: "平台接入", permission: "connection.read" },
    () => import("../pages/connections/connections-page.tsx"),
  ),
  page(
    "connections/new",
    { title: "接入账号", permission: "connection.write" },
    () => import("../pages/connections/setup-page.tsx"),
  ),
  page(
    "connections/:accountId",
    { title: "平台接入", permission: "connection.read" },
    () => import("../pages/connections/account-page.tsx"),
  ),
  page(
    "webhooks",
    { title: "事件推送", permission: "webhook.write" },
    () => import("../pages/webhooks/webhooks-page.tsx"),
  ),
  page(
    "wechat-shop",
    { title: "微信小店", permission: "wechat_shop.read" },
    () => import("../pages/wechat-shop/shop-page.tsx"),
  ),
  page("hubs", { title: "三大中台", permission: "product.read" }, () => import("../pages/hubs/hubs-page.tsx")),
  page("keys", { title: "接口密钥", permission: "api_key.write" }, () => import("../pages/api-keys/api-keys-page.tsx")),
  page("tools", { title: "工具矩阵", permission: "tool.read" }, () => import("../pages/tools/tools-page.tsx")),
  page(
    "exchange",
    { title: "客户对接", permission: "exchange.manage" },
    () => import("../pages/exchange/exchange-page.tsx"),
  ),
  page(
    "data-assets",
    { title: "数据资产", permission: "audit.read" },
    () => import("../pages/data-assets/data-assets-page.tsx"),
  ),
  page("jobs", { title: "后台任务", permission: "audit.read" }, () => import("../pages/jobs/jobs-page.tsx")),
  page("audit", { title: "操作日志", permission: "audit.read" }, () => import("../pages/audit/audit-page.tsx")),
  page("events", { title: "行为事件", permission: "event.review" }, () => import("../pages/events/events-page.tsx")),
  ...reachPages,
  { path: "*", Component: NotFound, handle: { title: "没有找到" } satisfies PageHandle },
];
