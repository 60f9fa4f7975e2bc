import type { RouteObject } from "react-router";
import { page } from "./page.ts";

/** Pages on winning people and reaching them: codes, ads, platforms, messages, content. */
export const reachPages: RouteObject[] = [
  page(
    "codes",
    { title: "渠道活码", permission: "code.read", lens: { period: true } },
    () => import("../pages/codes/codes-page.tsx"),
  ),
  page(
    "codes/:codeId",
    { title: "渠道活码", permission: "code.read", lens: { period: true } },
    () => import("../pages/codes/code-page.tsx"),
  ),
  page(
    "scan-scenes",
    { title: "扫码场景", permission: "code.read", lens: { period: true } },
    () => import("../pages/scan-scenes/scan-scenes-page.tsx"),
  ),
  page(
    "services",
    { title: "服务场", permission: "service.work", lens: { period: true } },
    () => import("../pages/services/services-page.tsx"),
  ),
  page(
    "item-codes",
    { title: "一物一码", permission: "item_code.read", lens: { period: true } },
    () => import("../pages/item-codes/item-codes-page.tsx"),
  ),
  page("plans", { title: "活动方案", permission: "plan.read" }, () => import("../pages/plans/plans-page.tsx")),
  page(
    "plans/frameworks",
    { title: "活动框架", permission: "plan.write" },
    () => import("../pages/plans/frameworks-page.tsx"),
  ),
  page("plans/:planId", { title: "活动方案", permission: "plan.read" }, () => import("../pages/plans/plan-page.tsx")),
  page(
    "touch-policy",
    { title: "触达策略", permission: "touch_policy.read" },
    () => import("../pages/touch/touch-page.tsx"),
  ),
  page(
    "outbound",
    { title: "群发与触达", permission: "outbound.read" },
    () => import("../pages/outbound/outbound-page.tsx"),
  ),
  page(
    "outbound/:outboundId",
    { title: "群发与触达", permission: "outbound.read" },
    () => import("../pages/outbound/message-page.tsx"),
  ),
  page("groups", { title: "社群", permission: "community.read" }, () => import("../pages/groups/groups-page.tsx")),
  page(
    "groups/activities/:groupActivityId",
    { title: "群活动", permission: "community.read" },
    () => import("../pages/groups/activity-page.tsx"),
  ),
  page(
    "phone-touches",
    { title: "短信与外呼", permission: "phone_touch.follow" },
    () => import("../pages/phone-touches/phone-touches-page.tsx"),
  ),
  page(
    "touchpoints",
    { title: "渠道与触点", permission: "touchpoint.read", lens: { period: true } },
    () => import("../pages/touchpoints/touchpoints-page.tsx"),
  ),
  page(
    "touchpoints/:touchpointId",
    { title: "渠道与触点", permission: "touchpoint.read", lens: { period: true } },
    () => import("../pages/touchpoints/touchpoint-page.tsx"),
  ),
  page(
    "connection-strength",
    { title: "连接强度", permission: "touchpoint.read", lens: { unit: true } },
    () => import("../pages/touchpoints/connection-page.tsx"),
  ),
  page(
    "drainage",
    { title: "引流方案", permission: "touchpoint.read" },
    () => import("../pages/drainage/drainage-plans-page.tsx"),
  ),
  page(
    "drainage/advice",
    { title: "起点建议", permission: "touchpoint.read" },
    () => import("../pages/drainage/advice-page.tsx"),
  ),
  page(
    "drainage/:drainagePlanId",
    { title: "引流方案", permission: "touchpoint.read" },
    () => import("../pages/drainage/drainage-plan-page.tsx"),
  ),
  page("content", { title: "一稿多端", permission: "content.read" }, () => import("../pages/content/content-page.tsx")),
  page(
    "content/:contentPieceId",
    { title: "一稿多端", permission: "content.read" },
    () => import("../pages/content/piece-page.tsx"),
  ),
  page(
    "moments",
    { title: "朋友圈构成", permission: "outbound.read" },
    () => import("../pages/moments/moments-page.tsx"),
  ),
  page(
    "attribution",
    { title: "业绩归因", permission: "attribution.read", lens: { unit: true, period: true } },
    () => import("../pages/attribution/attribution-page.tsx"),
  ),
  page(
    "ad-plans",
    { title: "广告投放", permission: "ad_plan.read" },
    () => import("../pages/ad-plans/ad-plans-page.tsx"),
  ),
  page(
    "ad-plans/:adPlanId",
    { title: "广告投放", permission: "ad_plan.read" },
    () => import("../pages/ad-plans/ad-plan-page.tsx"),
  ),
  page(
    "outside-platforms",
    { title: "公域平台", permission: "ad_plan.read" },
    () => import("../pages/outside-platforms/outside-platforms-page.tsx"),
  ),
  page(
    "outside-platforms/waves/:outsideWaveId",
    { title: "种草波次", permission: "ad_plan.read" },
    () => import("../pages/outside-platforms/wave-page.tsx"),
  ),
  page(
    "outside-platforms/:outsidePlacementId",
    { title: "公域内容", permission: "ad_plan.read" },
    () => import("../pages/outside-platforms/placement-page.tsx"),
  ),
  page(
    "partners",
    { title: "异业合作", permission: "partner.read" },
    () => import("../pages/partners/partners-page.tsx"),
  ),
  page(
    "partners/cooperations/:cooperationId",
    { title: "异业合作", permission: "partner.read" },
    () => import("../pages/partners/cooperation-page.tsx"),
  ),
  page(
    "official-followers",
    { title: "公众号客户", permission: "official_follower.serve" },
    () => import("../pages/official-followers/followers-page.tsx"),
  ),
  page(
    "coupons",
    { title: "支付券与红包", permission: "coupon.read" },
    () => import("../pages/coupons/coupons-page.tsx"),
  ),
  page(
    "official-account",
    { title: "公众号", permission: "official_account.read" },
    () => import("../pages/official-account/official-account-page.tsx"),
  ),
  page(
    "mini-programs",
    { title: "小程序", permission: "mini_program.read", lens: { unit: true, period: true } },
    () => import("../pages/mini-programs/mini-programs-page.tsx"),
  ),
  page(
    "video-channel",
    { title: "视频号", permission: "content.read" },
    () => import("../pages/video-channel/video-channel-page.tsx"),
  ),
  page(
    "search-words",
    { title: "搜一搜", permission: "content.read" },
    () => import("../pages/search-words/search-words-page.tsx"),
  ),
  page(
    "friend-adding",
    { title: "加好友", permission: "friend_adding.work" },
    () => import("../pages/friend-adding/friend-adding-page.tsx"),
  ),
  page(
    "friend-tasks",
    { title: "加好友任务", permission: "friend_adding.manage", lens: { period: true } },
    () => import("../pages/friend-adding/friend-tasks-page.tsx"),
  ),
  page(
    "wechat-moves",
    { title: "个人微信迁移", permission: "wechat_move.work" },
    () => import("../pages/wechat-moves/wechat-moves-page.tsx"),
  ),
];
