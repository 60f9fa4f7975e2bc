import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { BlocksTab } from "./blocks-tab.tsx";
import { FollowUpsTab } from "./follow-ups-tab.tsx";
import { HoursTab } from "./hours-tab.tsx";
import { ServicesTab } from "./services-tab.tsx";
import { TemplatesTab } from "./templates-tab.tsx";

/** 短信与外呼: what may be sent and said, when people answer, who is left alone, and who waits to be rung back (CH-25). */
export function Component() {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const mayRead = can("phone_touch.read");
  return (
    <>
      <PageHeader
        title="短信与外呼"
        description="在「群发与触达」里选短信或 AI 外呼发送；这里管模板、外呼时段、免打扰名单和服务接入。退订和投诉会自动停止打扰。"
      />
      <Tabs
        activeKey={params.get("tab") ?? (mayRead ? "templates" : "follow-ups")}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          ...(mayRead
            ? [
                { key: "templates", label: "模板与话术", children: <TemplatesTab /> },
                { key: "hours", label: "外呼时段", children: <HoursTab /> },
                { key: "blocks", label: "免打扰名单", children: <BlocksTab /> },
                { key: "services", label: "服务接入", children: <ServicesTab /> },
              ]
            : []),
          ...(can("phone_touch.follow") ? [{ key: "follow-ups", label: "待回访", children: <FollowUpsTab /> }] : []),
        ]}
      />
    </>
  );
}
