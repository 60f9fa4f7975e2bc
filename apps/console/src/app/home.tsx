import { Navigate } from "react-router";
import { useCan, useMe } from "../session/me.ts";
import { EmptyState } from "../shared/feedback/states.tsx";
import { navigation } from "./navigation.tsx";

/** Sends people to the page that their role opens with, or else to the first that they may open. */
export function Home() {
  const me = useMe();
  const can = useCan();
  const open = navigation.flatMap((group) => group.items).filter((item) => can(item.permission));
  const first = open.find((item) => item.to === `/${me.home}`) ?? open[0];
  if (first) return <Navigate to={first.to} replace />;
  return <EmptyState title="还没有给你安排职务">请联系管理员，为你的账号设置任职门店和角色。</EmptyState>;
}
