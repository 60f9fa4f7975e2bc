import {
  AimOutlined,
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarcodeOutlined,
  BellOutlined,
  BlockOutlined,
  BookOutlined,
  BranchesOutlined,
  CalendarOutlined,
  ClusterOutlined,
  CommentOutlined,
  CompassOutlined,
  ContactsOutlined,
  ControlOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  DeploymentUnitOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FlagOutlined,
  FormOutlined,
  FunnelPlotOutlined,
  GiftOutlined,
  ImportOutlined,
  KeyOutlined,
  LinkOutlined,
  MergeCellsOutlined,
  MessageOutlined,
  MobileOutlined,
  PartitionOutlined,
  PayCircleOutlined,
  PieChartOutlined,
  ProjectOutlined,
  QrcodeOutlined,
  RedEnvelopeOutlined,
  RiseOutlined,
  SafetyOutlined,
  SearchOutlined,
  SendOutlined,
  ShopOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  SoundOutlined,
  SplitCellsOutlined,
  SwapOutlined,
  SyncOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
  UsergroupAddOutlined,
  UserOutlined,
  VideoCameraOutlined,
  WechatWorkOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

export interface NavigationItem {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** Shown only to those who hold it. */
  readonly permission?: string;
}

export interface NavigationGroup {
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

/** Every entry of the menu. An entry stands here only when its page exists (app/routes.tsx). */
export const navigation: readonly NavigationGroup[] = [
  {
    label: "工作台",
    items: [
      { to: "/overview", label: "经营总览", icon: <DashboardOutlined />, permission: "metrics.read" },
      { to: "/store", label: "门店首页", icon: <ShopOutlined />, permission: "metrics.read" },
      { to: "/workbench", label: "导购工作台", icon: <MobileOutlined /> },
      { to: "/goals", label: "目标分解", icon: <FlagOutlined /> },
      { to: "/daily-reports", label: "日报", icon: <FormOutlined />, permission: "metrics.read" },
      { to: "/notices", label: "通知", icon: <BellOutlined /> },
      { to: "/projects", label: "项目组", icon: <ProjectOutlined /> },
      { to: "/standards", label: "统一标准", icon: <FileProtectOutlined />, permission: "organization.read" },
    ],
  },
  {
    label: "客户",
    items: [
      { to: "/members", label: "客户", icon: <UserOutlined />, permission: "member.read" },
      { to: "/tags", label: "标签", icon: <TagsOutlined />, permission: "tag.read" },
      { to: "/audiences", label: "人群包", icon: <AimOutlined />, permission: "audience.read" },
      { to: "/points", label: "积分", icon: <GiftOutlined />, permission: "points.adjust" },
      { to: "/companies", label: "企业客户", icon: <BankOutlined />, permission: "business.read" },
      { to: "/leads", label: "线索", icon: <FunnelPlotOutlined />, permission: "business.read" },
      { to: "/feedback", label: "用户反馈", icon: <CommentOutlined />, permission: "feedback.read" },
      {
        to: "/official-followers",
        label: "公众号客户",
        icon: <MessageOutlined />,
        permission: "official_follower.serve",
      },
      { to: "/identity", label: "身份合并", icon: <MergeCellsOutlined />, permission: "identity.review" },
      { to: "/erasure-requests", label: "删除请求", icon: <UserDeleteOutlined />, permission: "erasure.request" },
    ],
  },
  {
    label: "引流获客",
    items: [
      { to: "/codes", label: "渠道活码", icon: <QrcodeOutlined />, permission: "code.read" },
      { to: "/friend-adding", label: "加好友", icon: <UserAddOutlined />, permission: "friend_adding.work" },
      { to: "/friend-tasks", label: "加好友任务", icon: <SolutionOutlined />, permission: "friend_adding.manage" },
      { to: "/touchpoints", label: "渠道与触点", icon: <DeploymentUnitOutlined />, permission: "touchpoint.read" },
      { to: "/drainage", label: "引流方案", icon: <CompassOutlined />, permission: "touchpoint.read" },
      { to: "/ad-plans", label: "广告投放", icon: <RiseOutlined />, permission: "ad_plan.read" },
      { to: "/item-codes", label: "一物一码", icon: <BarcodeOutlined />, permission: "item_code.read" },
      { to: "/search-words", label: "搜一搜", icon: <SearchOutlined />, permission: "content.read" },
      { to: "/wechat-moves", label: "个人微信迁移", icon: <ImportOutlined />, permission: "wechat_move.work" },
    ],
  },
  {
    label: "运营触达",
    items: [
      { to: "/plans", label: "活动方案", icon: <CalendarOutlined />, permission: "plan.read" },
      { to: "/outbound", label: "群发与触达", icon: <SendOutlined />, permission: "outbound.read" },
      { to: "/moments", label: "朋友圈构成", icon: <PieChartOutlined />, permission: "outbound.read" },
      { to: "/touch-policy", label: "触达策略", icon: <ControlOutlined />, permission: "touch_policy.read" },
      { to: "/coupons", label: "支付券与红包", icon: <RedEnvelopeOutlined />, permission: "coupon.read" },
      { to: "/official-account", label: "公众号", icon: <SoundOutlined />, permission: "official_account.read" },
      { to: "/video-channel", label: "视频号", icon: <VideoCameraOutlined />, permission: "content.read" },
    ],
  },
  {
    label: "洞察",
    items: [
      { to: "/attribution", label: "业绩归因", icon: <SplitCellsOutlined />, permission: "attribution.read" },
      { to: "/pools", label: "私域用户池", icon: <ContactsOutlined />, permission: "metrics.read" },
      { to: "/connection-strength", label: "连接强度", icon: <LinkOutlined />, permission: "touchpoint.read" },
      { to: "/tiers", label: "客户分层", icon: <ApartmentOutlined />, permission: "metrics.read" },
      { to: "/rfm", label: "RFM 分析", icon: <AppstoreOutlined />, permission: "metrics.read" },
      { to: "/retention", label: "复购与留存", icon: <SyncOutlined />, permission: "metrics.read" },
      { to: "/hubs", label: "三大中台", icon: <AppstoreOutlined />, permission: "product.read" },
      { to: "/dictionary", label: "指标字典", icon: <BookOutlined />, permission: "metrics.read" },
    ],
  },
  {
    label: "交易",
    items: [
      { to: "/orders", label: "订单", icon: <FileTextOutlined />, permission: "order.read" },
      { to: "/payments", label: "支付与退款", icon: <PayCircleOutlined />, permission: "payment.read" },
      { to: "/products", label: "商品", icon: <BarcodeOutlined />, permission: "product.read" },
      { to: "/wechat-shop", label: "微信小店", icon: <ShoppingOutlined />, permission: "wechat_shop.read" },
      { to: "/mini-programs", label: "小程序", icon: <BlockOutlined />, permission: "mini_program.read" },
    ],
  },
  {
    label: "组织",
    items: [
      { to: "/organization", label: "组织架构", icon: <ClusterOutlined />, permission: "organization.read" },
      { to: "/stores", label: "门店", icon: <ShopOutlined />, permission: "organization.read" },
      { to: "/staff", label: "员工", icon: <TeamOutlined />, permission: "staff.read" },
      { to: "/departments", label: "部门与编制", icon: <PartitionOutlined />, permission: "staff.read" },
      { to: "/roles", label: "角色权限", icon: <SafetyOutlined />, permission: "staff.read" },
      { to: "/traffic", label: "流量分配", icon: <BranchesOutlined />, permission: "metrics.read" },
      { to: "/tenants", label: "平台商户", icon: <BankOutlined />, permission: "metrics.read" },
      { to: "/leaders", label: "团长", icon: <UsergroupAddOutlined />, permission: "metrics.read" },
      { to: "/inheritance", label: "客户继承", icon: <SwapOutlined />, permission: "inheritance.read" },
    ],
  },
  {
    label: "系统与接入",
    items: [
      { to: "/connections", label: "平台接入", icon: <ApiOutlined />, permission: "connection.read" },
      { to: "/wecom", label: "企业微信同步", icon: <WechatWorkOutlined />, permission: "connection.read" },
      { to: "/imports", label: "数据导入", icon: <ImportOutlined />, permission: "import.run" },
      { to: "/events", label: "行为事件", icon: <ThunderboltOutlined />, permission: "event.review" },
      { to: "/exchange", label: "客户对接", icon: <SwapOutlined />, permission: "exchange.manage" },
      { to: "/webhooks", label: "事件推送", icon: <SendOutlined />, permission: "webhook.write" },
      { to: "/keys", label: "接口密钥", icon: <KeyOutlined />, permission: "api_key.write" },
      { to: "/tools", label: "工具矩阵", icon: <AppstoreOutlined />, permission: "tool.read" },
      { to: "/data-assets", label: "数据资产", icon: <DatabaseOutlined />, permission: "audit.read" },
      { to: "/audit", label: "操作日志", icon: <AuditOutlined />, permission: "audit.read" },
    ],
  },
];
