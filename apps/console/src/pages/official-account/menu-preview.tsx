import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Alert, Drawer, Segmented, Select, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./official-account.module.css";
import { type Preview, previewMenu } from "./official-account-api.ts";

function Shown({ title, menu }: { readonly title: string; readonly menu: Preview["prepared"] | null }) {
  return (
    <section>
      <h3>{title}</h3>
      {menu === null || menu.length === 0 ? (
        <p className={styles.quiet}>没有菜单</p>
      ) : (
        <div className={styles.menu}>
          {menu.map(({ name, leads, children }) => (
            <div key={name}>
              <div className={styles.name}>{name}</div>
              {children.length === 0 && <div className={styles.quiet}>{leads}</div>}
              {children.map((child) => (
                <div key={child.name} className={styles.quiet}>
                  {child.name} {child.leads}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

/** What one follower sees now, and what they would see once the prepared menus are published. */
export function MenuPreview({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }) {
  const isPhone = useIsPhone();
  const [chosen, setChosen] = useState<string | null>(null);
  const [system, setSystem] = useState<"1" | "2" | "3">("1");
  const followers = useQuery({
    queryKey: ["official-accounts", accountId, "preview-followers"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/followers", {
          signal,
          params: { path: { officialAccountId: accountId }, query: { limit: 200 } },
        }),
      ),
  });
  const items = followers.data?.items ?? [];
  const openid = chosen ?? items[0]?.openid ?? null;
  const preview = useQuery({
    queryKey: ["official-accounts", accountId, "preview", openid, system],
    queryFn: () => previewMenu(accountId, openid ?? "", system),
    enabled: openid !== null,
    retry: false,
  });
  return (
    <Drawer open title="预览菜单" size={isPhone ? "100%" : 520} onClose={onClose}>
      {followers.isError ? (
        <ErrorState compact error={followers.error} />
      ) : followers.data && items.length === 0 ? (
        <EmptyState compact title="还没有关注者">
          有人关注后，可以看每个人实际看到哪一套菜单。
        </EmptyState>
      ) : (
        <div className={styles.stack}>
          <Select
            aria-label="关注者"
            showSearch={{ optionFilterProp: "label" }}
            value={openid}
            onChange={setChosen}
            options={items.map((one) => ({ value: one.openid, label: one.name ?? `关注者 …${one.openid.slice(-6)}` }))}
          />
          <Segmented
            aria-label="手机"
            value={system}
            onChange={setSystem}
            options={[
              { value: "1", label: "iPhone" },
              { value: "2", label: "安卓" },
              { value: "3", label: "其他手机" },
            ]}
          />
          {preview.isError && <ErrorState compact error={preview.error} />}
          {preview.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
          {preview.data && (
            <>
              <Shown title="现在看到的（微信返回）" menu={preview.data.shown} />
              <Shown title="发布后看到的" menu={preview.data.prepared} />
              <Alert
                type="info"
                showIcon
                title={
                  preview.data.preparedSet === null
                    ? "发布后看到的是所有人的菜单"
                    : `发布后看到的是个性化菜单 ${preview.data.preparedSet + 1}`
                }
              />
            </>
          )}
        </div>
      )}
    </Drawer>
  );
}
