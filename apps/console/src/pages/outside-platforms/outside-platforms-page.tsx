import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { AccountForm } from "./account-form.tsx";
import { ComparisonPanel } from "./comparison-panel.tsx";
import { outsideQuery } from "./outside-api.ts";
import { PlacementForm } from "./placement-form.tsx";
import { PlacementsPanel } from "./placements-panel.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { WavesPanel } from "./waves-panel.tsx";

/** 公域平台: what is published outside WeChat, what it cost, and whom it led back (CH-33). */
export function Component() {
  const can = useCan();
  const mayWrite = can("ad_plan.write");
  const navigate = useNavigate();
  const outside = useQuery(outsideQuery);
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<"placement" | "account" | null>(null);
  if (outside.isError) return <ErrorState error={outside.error} onRetry={() => void outside.refetch()} />;
  if (!outside.data) return <PageSkeleton />;
  const { data } = outside;
  const hasAccounts = data.accounts.length > 0;
  const first = mayWrite && (
    <Button type="primary" onClick={() => setForm("account")}>
      登记账号或店铺
    </Button>
  );
  return (
    <>
      <PageHeader
        title="公域平台"
        description="在淘宝、抖音、小红书、B 站发了什么、花了多少，把多少人带回私域，谁后来买了。"
        actions={
          mayWrite &&
          hasAccounts && (
            <Button type="primary" onClick={() => setForm("placement")}>
              新建内容
            </Button>
          )
        }
      />
      <Tabs
        activeKey={search.get("tab") ?? (hasAccounts ? "compare" : "rules")}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          {
            key: "compare",
            label: "对比",
            children: hasAccounts ? (
              <ComparisonPanel outside={data} />
            ) : (
              <EmptyState title="还没有公域账号" action={first}>
                先登记天猫店、抖音号、小红书号，再给每条内容一个自己的链接：谁从哪条来、加了谁、买了什么就分得清。
              </EmptyState>
            ),
          },
          { key: "placements", label: "内容", children: <PlacementsPanel outside={data} /> },
          { key: "waves", label: "种草波次", children: <WavesPanel /> },
          {
            key: "rules",
            label: "账号与规则",
            children: <RulesPanel outside={data} onAdd={() => setForm("account")} />,
          },
        ]}
      />
      {form === "placement" && (
        <PlacementForm
          outside={data}
          placement={null}
          onClose={() => setForm(null)}
          onSaved={({ id }) => void navigate(`/outside-platforms/${id}`)}
        />
      )}
      {form === "account" && <AccountForm outside={data} account={null} onClose={() => setForm(null)} />}
    </>
  );
}
