import {
  ApartmentOutlined,
  AppstoreOutlined,
  BookOutlined,
  DashboardOutlined,
  ShopOutlined,
  SyncOutlined,
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
    ],
  },
  {
    label: "洞察",
    items: [
      { to: "/tiers", label: "客户分层", icon: <ApartmentOutlined />, permission: "metrics.read" },
      { to: "/rfm", label: "RFM 分析", icon: <AppstoreOutlined />, permission: "metrics.read" },
      { to: "/retention", label: "复购与留存", icon: <SyncOutlined />, permission: "metrics.read" },
      { to: "/metrics", label: "指标字典", icon: <BookOutlined />, permission: "metrics.read" },
    ],
  },
];
