import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useRoles } from "../roles/role-api.ts";
import { FunctionForm, kindNames } from "./function-form.tsx";
import styles from "./workbench.module.css";
import { functionsQuery, removeFunction, type WorkbenchFunction } from "./workbench-api.ts";

/** What headquarters and regions put on the guides' workbench (IN-23). */
export function Component() {
  const functions = useQuery(functionsQuery);
  const roles = new Map((useRoles().data?.items ?? []).map(({ code, name }) => [code, name]));
  const [editing, setEditing] = useState<WorkbenchFunction | "new" | null>(null);
  const remove = useAction<string, unknown>({
    run: removeFunction,
    done: "已从工作台移除",
    refresh: [["workbench"]],
    quietFailure: true,
  });
  if (functions.isError) return <ErrorState error={functions.error} onRetry={() => void functions.refetch()} />;
  if (!functions.data) return <PageSkeleton />;
  const { items, programs } = functions.data;
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
      添加功能
    </Button>
  );
  return (
    <>
      <PageHeader
        title="工作台功能"
        description="把 CRM、培训、小程序放到导购和店长手机上的工作台；点开时告诉对方是谁，不用再登录一次。"
        back={{ to: "/workbench", label: "导购工作台" }}
        actions={items.length > 0 && add}
      />
      {items.length === 0 ? (
        <EmptyState title="工作台上还没有功能" action={add}>
          可以放三种：其他系统的网页、小程序里的页面，以及导购用自己的小程序码分享给客户的页面。
        </EmptyState>
      ) : (
        <Panel title={`${items.length} 个功能`} hint="按排序显示；打开次数是近 30 天带身份打开的" flush>
          <ul className={styles.lines}>
            {items.map((each) => (
              <li key={each.id}>
                <div className={styles.main}>
                  <div className={styles.name}>
                    {each.name} <Tag>{kindNames[each.kind]}</Tag>
                    {!each.enabled && <Tag color="warning">停用</Tag>}
                  </div>
                  <div className={styles.quiet}>
                    {each.unitName} ·{" "}
                    {each.roleCodes.length === 0
                      ? "所有角色"
                      : each.roleCodes.map((code) => roles.get(code) ?? code).join("、")}
                    {each.kind !== "share" && ` · ${formatExact(each.people)} 人打开 ${formatExact(each.openings)} 次`}
                  </div>
                  <div className={styles.quiet}>{each.kind === "web" ? each.address : each.page}</div>
                </div>
                <Button size="small" onClick={() => setEditing(each)}>
                  修改
                </Button>
                <ConfirmDanger
                  action="移除"
                  title={`从所有工作台移除「${each.name}」？`}
                  button={{ size: "small", type: "text" }}
                  onConfirm={() => remove.mutateAsync(each.id)}
                >
                  导购将看不到它，打开记录也一并删去；暂时不用可以改为停用。
                </ConfirmDanger>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {editing !== null && (
        <FunctionForm
          programs={programs}
          {...(editing !== "new" && { edited: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
