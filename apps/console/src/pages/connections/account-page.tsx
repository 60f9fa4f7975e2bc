import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { NotFound } from "../../app/forbidden.tsx";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { AccountForm } from "./account-form.tsx";
import { CallbackPanel } from "./callback-panel.tsx";
import { CallsPanel } from "./calls-panel.tsx";
import { type Account, accountsQuery, deleteAccount, type Finding, platformNames } from "./connection-api.ts";
import styles from "./connections.module.css";
import { DoctorPanel } from "./doctor-panel.tsx";
import { MerchantPanel } from "./merchant-panel.tsx";

function Delete({ account }: { account: Account }) {
  const navigate = useNavigate();
  const remove = useAction({
    run: () => deleteAccount(account),
    done: `「${account.name}」已删除`,
    refresh: [["connections"]],
    onDone: () => void navigate("/connections"),
    quietFailure: true,
  });
  return (
    <ConfirmDanger
      action="删除"
      title={`删除「${account.name}」？`}
      typeToConfirm={account.name}
      onConfirm={() => remove.mutateAsync()}
    >
      密钥、令牌和收到的回调会一起删除，不能恢复；已经同步进来的客户、群和记录都保留。只想暂停可以在编辑里停用。
    </ConfirmDanger>
  );
}

/** One account: what is wrong with it, what comes in, what goes out. */
export function Component() {
  const { accountId = "" } = useParams();
  const can = useCan();
  const accounts = useQuery(accountsQuery);
  const [isEditing, setEditing] = useState(false);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const account = accounts.data.items.find(({ id }) => id === accountId);
  if (!account) return <NotFound />;
  const mayWrite = can("connection.write");

  const mend = ({ field }: Finding) => {
    if (!field || !mayWrite) return null;
    if (field === "publicAddress") return <Link to="/connections">去填写外网地址</Link>;
    if (field === "merchantUnit") return <a href="#merchant">去选择收款门店</a>;
    if (field === "parked") return <a href="#parked">查看搁置的事件</a>;
    if (field === "callbackKeys") return <a href="#callbacks">去生成密钥</a>;
    return (
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setEditing(true)}>
        去修改
      </Button>
    );
  };

  return (
    <>
      <PageHeader
        back={{ to: "/connections", label: "平台接入" }}
        title={account.name}
        description={
          <>
            <Tag>{platformNames[account.platform]}</Tag>
            {!account.enabled && <Tag color="warning">已停用</Tag>}
            {account.accountId}
            {account.agentId && ` / ${account.agentId}`} · {account.baseUrl}
          </>
        }
        actions={
          mayWrite && (
            <>
              {account.platform === "wechat_shop" && can("wechat_shop.read") && (
                <Link to={`/wechat-shop?shop=${account.id}`}>订单与买家</Link>
              )}
              <Delete account={account} />
              <Button onClick={() => setEditing(true)}>编辑与换密钥</Button>
            </>
          )
        }
      />
      <div className={styles.columns}>
        <DoctorPanel account={account} mend={mend} />
        <div className={styles.stack} id="callbacks">
          {account.platform === "wechat_pay" && <MerchantPanel accountId={account.id} />}
          <CallbackPanel account={account} />
          <CallsPanel accountId={account.id} />
        </div>
      </div>
      {isEditing && (
        <AccountForm account={account} onClose={() => setEditing(false)} onDone={() => setEditing(false)} />
      )}
    </>
  );
}
