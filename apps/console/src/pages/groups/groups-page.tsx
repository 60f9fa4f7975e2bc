import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ActivitiesTab } from "./activities-tab.tsx";
import { GroupsTab } from "./groups-tab.tsx";
import { PostsTab } from "./posts-tab.tsx";

/** 社群: customer groups, draws and sign-ins in them, and texts that helpers or keepers put into them (CM-22, IN-14). */
export function Component() {
  const [params, setParams] = useSearchParams();
  return (
    <>
      <PageHeader
        title="社群"
        description="客户群的人数变化，群里的抽奖和签到，以及要发进群里的话。企业微信不允许机器人在客户群发言，所以由群主发送，或由你接入的群助手（RPA）领取后发送。"
      />
      <Tabs
        activeKey={params.get("tab") ?? "groups"}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "groups", label: "客户群", children: <GroupsTab /> },
          { key: "activities", label: "抽奖与签到", children: <ActivitiesTab /> },
          { key: "posts", label: "待发送", children: <PostsTab /> },
        ]}
      />
    </>
  );
}
