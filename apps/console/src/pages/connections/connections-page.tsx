import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { examinationQuery as modelExaminationQuery } from "../assistant/assistant-api.ts";
import { type Account, accountsQuery, examinationQuery, platformNames } from "./connection-api.ts";
import styles from "./connections.module.css";
import { PublicAddressForm } from "./public-address-form.tsx";

function Health({ account }: { account: Account }) {
  const { data } = useQuery(examinationQuery(account.id));
  if (!account.enabled) return <Tag>已停用</Tag>;
  if (!data) return null;
  if (!data.last) return <Tag>还没有体检</Tag>;
  const failed = data.last.findings.filter(({ state }) => state === "failed").length;
  return (
    <>
      <Tag color={failed > 0 ? "error" : "success"}>{failed > 0 ? `${failed} 处有问题` : "正常"}</Tag>
      <span className={styles.quiet}>
        <DateTime value={data.last.examinedAt} ago />
        检查
      </span>
    </>
  );
}

/** The language model among what is connected: whether the doctor found it in order. */
function ModelPanel() {
  const { data } = useQuery(modelExaminationQuery);
  const failed = data?.last?.findings.filter(({ state }) => state === "failed").length ?? 0;
  return (
    <Panel flush title="其他接入">
      <ul className={styles.accounts}>
        <li>
          <div>
            <Link className={styles.name} to="/assistant">
              大模型
            </Link>
            <div className={styles.quiet}>用来写客户画像；地址、密钥、体检与用量上限</div>
          </div>
          {data && (
            <div>
              {data.last === null ? (
                <Tag>还没有体检</Tag>
              ) : (
                <>
                  <Tag color={failed > 0 ? "error" : "success"}>{failed > 0 ? `${failed} 处有问题` : "正常"}</Tag>
                  <span className={styles.quiet}>
                    <DateTime value={data.last.examinedAt} ago />
                    检查
                  </span>
                </>
              )}
            </div>
          )}
        </li>
      </ul>
    </Panel>
  );
}

/** Accounts on WeChat's platforms, and whether each is in order. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const accounts = useQuery(accountsQuery);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const mayWrite = can("connection.write");
  const start = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate("/connections/new")}>
      接入账号
    </Button>
  );
  return (
    <>
      <PageHeader
        title="平台接入"
        description="企业微信、公众号、小程序、微信支付和微信小店的账号，密钥、回调与体检都在这里。"
        actions={mayWrite && start}
      />
      <div className={styles.stack}>
        <Panel flush title="账号">
          {accounts.data.items.length === 0 ? (
            <EmptyState title="还没有接入任何平台" action={mayWrite && start}>
              先接入企业微信：跟着步骤走，每一步都会检查填得对不对。
            </EmptyState>
          ) : (
            <ul className={styles.accounts}>
              {accounts.data.items.map((account) => (
                <li key={account.id}>
                  <div>
                    <Link className={styles.name} to={`/connections/${account.id}`}>
                      {account.name}
                    </Link>
                    <div className={styles.quiet}>
                      {platformNames[account.platform]}
                      {account.purpose === "contact_sync" && "通讯录同步"} · {account.accountId}
                      {account.agentId && ` / ${account.agentId}`}
                    </div>
                  </div>
                  <div>
                    <Health account={account} />
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <ModelPanel />
        <Panel title="本系统的外网地址">
          <PublicAddressForm />
        </Panel>
      </div>
    </>
  );
}
