import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { ToDoPanel } from "../../shared/to-do/to-do-panel.tsx";
import { OwnGoals } from "../goals/own-goals.tsx";
import { SharePicture } from "./share-picture.tsx";
import styles from "./workbench.module.css";
import { cardUrl, codeUrl, type Opened, openFunction, type Workbench, workbenchQuery } from "./workbench-api.ts";

const kindWords = { web: "打开", mini_program: "小程序", share: "分享给客户" } as const;

function Own({ workbench }: { workbench: Workbench }) {
  const { today, month } = workbench.figures;
  const figures = [
    { name: "新加好友", value: formatExact(month.friends), now: formatExact(today.friends), hint: "现在还是好友的" },
    { name: "新会员", value: formatExact(month.members), now: formatExact(today.members), hint: "您名下注册的" },
    { name: "订单", value: formatExact(month.orders), now: formatExact(today.orders), hint: "记在您名下的" },
    { name: "业绩", value: formatMoney(month.amountFen), now: formatMoney(today.amountFen), hint: "实付，没减退款" },
  ];
  return (
    <Panel title="我的数据" hint="本月到今天；小字是今天">
      <dl className={styles.figures}>
        {figures.map(({ name, value, now, hint }) => (
          <div key={name}>
            <dt title={hint}>{name}</dt>
            <dd>
              {value}
              <small>今天 {now}</small>
            </dd>
          </div>
        ))}
      </dl>
      {workbench.shared.visits > 0 && (
        <p className={styles.quiet} style={{ margin: "12px 0 0" }}>
          您分享的小程序码本月被打开 {formatExact(workbench.shared.visits)} 次，带来{" "}
          {formatExact(workbench.shared.newMembers)} 位新客户
        </p>
      )}
    </Panel>
  );
}

type Shown = { readonly title: string; readonly url: string; readonly link?: string | undefined };

/** Opens what headquarters embeds: a page in its place, a mini program by its path. */
function useOpen() {
  const { modal } = App.useApp();
  return useAction<{ id: string; name: string }, Opened>({
    run: ({ id }) => openFunction(id),
    onDone: ({ url, appId, path }, { name }) => {
      if (url !== null) {
        window.location.assign(url);
        return;
      }
      void modal.info({
        title: `${name}在小程序里`,
        content: `请在企业微信里打开小程序（${appId}）的页面：${path}`,
        okText: "知道了",
      });
    },
  });
}

function Functions({ workbench, onShare }: { workbench: Workbench; onShare: (shown: Shown) => void }) {
  const can = useCan();
  const open = useOpen();
  if (workbench.functions.length === 0)
    return can("workbench.write") ? (
      <Panel title="常用功能">
        <EmptyState compact title="还没有嵌入功能" action={<Link to="/workbench/functions">去添加</Link>}>
          把 CRM、培训、小程序放到导购的工作台，点开就知道是谁。
        </EmptyState>
      </Panel>
    ) : null;
  return (
    <Panel title="常用功能">
      <ul className={styles.tiles}>
        {workbench.functions.map(({ id, kind, name, note }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.tile}
              disabled={open.isPending}
              onClick={() =>
                kind === "share" ? onShare({ title: name, url: cardUrl(id) }) : open.mutate({ id, name })
              }
            >
              <strong>{name}</strong>
              <span className={styles.quiet}>{note || kindWords[kind]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Codes({ workbench, onShare }: { workbench: Workbench; onShare: (shown: Shown) => void }) {
  const { codes, publicAddress } = workbench;
  return (
    <Panel title="我能分享的码" hint="客户扫了就加您、进群或到店，本月来了多少人写在名称下面" flush={codes.length > 0}>
      {codes.length === 0 ? (
        <EmptyState compact title="还没有您的码">
          请店长或总部在“渠道活码”里为您或门店建一个，这里就能拿出来给客户扫。
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {codes.map(({ id, name, kindName, path, arrivals }) => (
            <li key={id}>
              <div className={styles.main}>
                <div className={styles.name}>{name}</div>
                <div className={styles.quiet}>
                  {kindName} · 本月来 {formatExact(arrivals)} 人
                </div>
              </div>
              <Button
                onClick={() =>
                  onShare({ title: name, url: codeUrl(id), ...(publicAddress && { link: `${publicAddress}${path}` }) })
                }
              >
                出示
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Team({ workbench }: { workbench: Workbench }) {
  if (workbench.team.length === 0) return null;
  return (
    <Panel title={`本店 ${workbench.team.length} 人`} hint="本月到今天，按业绩排" flush>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {["姓名", "好友", "会员", "订单", "业绩"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {workbench.team.map(({ staffId, name, month }) => (
              <tr key={staffId}>
                <th scope="row">{name}</th>
                <td>{formatExact(month.friends)}</td>
                <td>{formatExact(month.members)}</td>
                <td>{formatExact(month.orders)}</td>
                <td>{formatMoney(month.amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** 导购工作台: what a guide or store manager works with, mostly on the phone within WeCom (IN-23). */
export function Component() {
  const can = useCan();
  const workbench = useQuery(workbenchQuery);
  const [shown, setShown] = useState<Shown | null>(null);
  if (workbench.isError) return <ErrorState error={workbench.error} onRetry={() => void workbench.refetch()} />;
  if (!workbench.data) return <PageSkeleton />;
  const { name, posts, today } = workbench.data;
  return (
    <div className={styles.page}>
      <PageHeader
        title={`${name}，${new Date().getHours() < 12 ? "早上好" : "您好"}`}
        description={posts.map(({ unitName, roleName }) => `${unitName} · ${roleName}`).join("；") || "还没有安排任职"}
        actions={
          can("workbench.write") && (
            <Link to="/workbench/functions">
              <Button>管理功能</Button>
            </Link>
          )
        }
      />
      <ToDoPanel />
      <Own workbench={workbench.data} />
      <OwnGoals month={today.slice(0, 7)} whenEmpty="hide" />
      <Functions workbench={workbench.data} onShare={setShown} />
      <Codes workbench={workbench.data} onShare={setShown} />
      <Team workbench={workbench.data} />
      <nav className={styles.more} aria-label="更多入口">
        {[
          { to: "/friend-adding", label: "加好友任务", permission: "friend_adding.work" },
          { to: "/members", label: "我的客户", permission: "member.read" },
          { to: "/official-followers", label: "公众号客户", permission: "official_follower.serve" },
          { to: "/wechat-moves", label: "个人微信迁移", permission: "wechat_move.work" },
          { to: "/notices", label: "通知" },
        ]
          .filter(({ permission }) => can(permission))
          .map(({ to, label }) => (
            <Link key={to} to={to}>
              {label}
            </Link>
          ))}
      </nav>
      {shown && <SharePicture {...shown} onClose={() => setShown(null)} />}
    </div>
  );
}
