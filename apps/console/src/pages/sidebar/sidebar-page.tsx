import { Button, Form, Input, Skeleton } from "antd";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Day } from "../../shared/format/values.tsx";
import { isWecom, useCurrentContact } from "./current-contact.ts";
import { CustomerCard } from "./customer-card.tsx";
import styles from "./sidebar.module.css";
import { type Followed, useRecognised } from "./sidebar-api.ts";

/** The page beside a chat in WeCom; in a plain browser the customer's id stands in the address (`?external=`). */
export function SidebarPage() {
  const [params, setParams] = useSearchParams();
  const can = useCan();
  const account = params.get("account") ?? undefined;
  const fromAddress = params.get("external");
  const current = useCurrentContact(fromAddress, account);
  const externalUserId = fromAddress ?? current.data;
  useEffect(() => {
    document.title = "客户资料 · 飞轮";
  }, []);

  return (
    <main className={styles.page}>
      {!can("member.read") ? (
        <EmptyState title="你没有查看客户的权限">请联系店长或管理员开通。</EmptyState>
      ) : externalUserId ? (
        <Customer key={externalUserId} externalUserId={externalUserId} account={account} />
      ) : current.isError ? (
        <EmptyState title="没有读到当前客户" action={<Button onClick={() => void current.refetch()}>再试一次</Button>}>
          请从客户聊天的工具栏打开这个页面。如果一直这样，请管理员在“平台接入”里检查可信域名和应用的客户联系权限。
        </EmptyState>
      ) : isWecom() ? (
        <Skeleton active avatar paragraph={{ rows: 6 }} />
      ) : (
        <Form
          layout="vertical"
          className={styles.card}
          onFinish={({ external }: { external: string }) =>
            setParams({ external: external.trim(), ...(account && { account }) })
          }
        >
          <p>这个页面在企业微信客户聊天的侧边栏里会自动显示当前客户。在浏览器里，填客户的 ID 也可以查看：</p>
          <Form.Item name="external" label="企业微信客户 ID" rules={[{ required: true, message: "请填写客户 ID" }]}>
            <Input placeholder="wm 开头" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block>
            查看
          </Button>
        </Form>
      )}
    </main>
  );
}

function Customer({ externalUserId, account }: { externalUserId: string; account: string | undefined }) {
  const found = useRecognised(externalUserId, account);
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active avatar paragraph={{ rows: 6 }} />;
  const { memberNo, erased, followed } = found.data;
  return (
    <>
      {memberNo !== null ? (
        <CustomerCard memberNo={memberNo} />
      ) : erased ? (
        <EmptyState title="这位客户已要求删除个人信息">这里不再有资料可看。</EmptyState>
      ) : (
        <EmptyState title="还没有认出这位客户" action={<Button onClick={() => void found.refetch()}>再看一次</Button>}>
          可能刚加上、还没有同步过来，或者不在你的数据范围内。请客户在小程序授权手机号或报会员号，就能和已有的会员对上。
        </EmptyState>
      )}
      {followed && <Notes followed={followed} />}
    </>
  );
}

function Notes({ followed: { since, remark, description } }: { followed: Followed }) {
  return (
    <section className={styles.card}>
      <h2>我的备注</h2>
      <p className={styles.note}>{remark ?? "没有写备注名"}</p>
      {description && <p className={styles.note}>{description}</p>}
      <span className={styles.quiet}>
        加为好友 <Day value={since} />
      </span>
    </section>
  );
}
