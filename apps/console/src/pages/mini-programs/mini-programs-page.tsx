import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { EntriesTab } from "./entries-tab.tsx";
import { HomesTab } from "./homes-tab.tsx";
import { MatrixTab } from "./matrix-tab.tsx";
import { SharesTab } from "./shares-tab.tsx";

/** 小程序: what each is for, where people come from, which home they see, and what cards bring (CH-18, CH-20, CH-21, IN-03). */
export function Component() {
  const [params, setParams] = useSearchParams();
  return (
    <>
      <PageHeader
        title="小程序"
        description="几个小程序各做什么、客户从哪个入口进来、按位置看到哪个首页、分享带来了谁，都在这里。"
      />
      <Tabs
        activeKey={params.get("tab") ?? "matrix"}
        onChange={(tab) =>
          setParams(
            (before) => {
              const next = new URLSearchParams(before);
              next.set("tab", tab);
              return next;
            },
            { replace: true },
          )
        }
        destroyOnHidden
        items={[
          { key: "matrix", label: "小程序矩阵", children: <MatrixTab /> },
          { key: "entries", label: "入口", children: <EntriesTab /> },
          { key: "homes", label: "按位置的首页", children: <HomesTab /> },
          { key: "shares", label: "分享", children: <SharesTab /> },
        ]}
      />
    </>
  );
}
