import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { Day } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { NarrativePanel } from "../assistant/narrative-panel.tsx";
import { ErasureRequestDialog } from "../erasure/request-dialog.tsx";
import { type Profile, useProfile } from "./member-api.ts";
import { AnswersPanel } from "./profile/answers-panel.tsx";
import { AttributesPanel } from "./profile/attributes-panel.tsx";
import { BindingPanel } from "./profile/binding-panel.tsx";
import { ConsentPanel } from "./profile/consent-panel.tsx";
import { GiftsPanel } from "./profile/gifts-panel.tsx";
import { IdentityPanel } from "./profile/identity-panel.tsx";
import { InsightPanel } from "./profile/insight-panel.tsx";
import { MiniProgramsPanel } from "./profile/mini-programs-panel.tsx";
import { OrdersPanel } from "./profile/orders-panel.tsx";
import { PointsPanel } from "./profile/points-panel.tsx";
import { PreferencesPanel } from "./profile/preferences-panel.tsx";
import styles from "./profile/profile.module.css";
import { RelationPanel } from "./profile/relation-panel.tsx";
import { TagsPanel } from "./profile/tags-panel.tsx";
import { TimelinePanel } from "./profile/timeline-panel.tsx";
import { TouchesPanel } from "./profile/touches-panel.tsx";
import { TrialsPanel } from "./profile/trials-panel.tsx";
import { UnmaskDialog } from "./profile/unmask-dialog.tsx";
import { RelationTag, TierMark } from "./relation-tag.tsx";

/** How long clear data stays on the screen. */
const clearForMs = 5 * 60_000;

function nameOf(profile: Profile): string {
  return profile.attributes.find(({ name }) => name === "name")?.value ?? `客户 ${profile.memberNo}`;
}

/** Who this is, at a glance. */
function IdentityCard({ profile }: { profile: Profile }) {
  const phone = profile.identifiers.find(({ kind }) => kind === "phone")?.value;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ["会员号", profile.memberNo],
    ["手机号", phone ?? "—"],
    ["分层", <TierMark key="tier" tier={profile.tier} />],
    ["归属门店", profile.storeName ?? "—"],
    ["导购", profile.guideName ?? "—"],
    ["来源渠道", profile.channel ? channelName(profile.channel) : "—"],
    ["入会", <Day key="registered" value={profile.registeredAt} />],
    ["首次出现", <Day key="seen" value={profile.firstSeenAt} />],
  ];
  return (
    <Panel className={styles.card}>
      <dl className={styles.cardFacts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** The profile in the clear, hidden again by itself. */
function useClearProfile(memberNo: number) {
  const [clear, setClear] = useState<Profile | null>(null);
  useEffect(() => {
    if (!clear) return;
    const timer = setTimeout(() => setClear(null), clearForMs);
    return () => clearTimeout(timer);
  }, [clear]);
  return [clear?.memberNo === memberNo ? clear : null, setClear] as const;
}

function Member({ profile: masked }: { profile: Profile }) {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [clear, setClear] = useClearProfile(masked.memberNo);
  const [isAsking, setAsking] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const profile = clear ?? masked;
  const mayOrders = can("order.read");
  const tabs = [
    {
      key: "insight",
      label: "概况",
      children: (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <InsightPanel memberNo={profile.memberNo} />
            {can("assistant.use") && (
              <Panel title="AI 画像" hint="悬停看依据">
                <NarrativePanel memberNo={profile.memberNo} />
              </Panel>
            )}
          </div>
          <div className={styles.stack}>
            <Panel title="关系" hint="按发生的时间">
              <RelationPanel memberNo={profile.memberNo} />
            </Panel>
            <Panel title="标签">
              <TagsPanel profile={masked} />
            </Panel>
            <Panel title="积分" hint="各渠道共用一本账">
              <PointsPanel memberNo={profile.memberNo} />
            </Panel>
            <Panel title="资料" hint="悬停可看来源">
              <AttributesPanel profile={profile} />
            </Panel>
            <Panel title="偏好" hint="从浏览和分享看出来的">
              <PreferencesPanel memberNo={profile.memberNo} />
            </Panel>
            <Panel title="在店试用" hint="从门店设备上试出来的">
              <TrialsPanel memberNo={profile.memberNo} />
            </Panel>
            <Panel title="问卷与访谈" hint="每个问题最近一次的回答">
              <AnswersPanel memberNo={profile.memberNo} />
            </Panel>
            <Panel title="归属" hint="导购与门店">
              <BindingPanel profile={masked} />
            </Panel>
            <Panel title="授权" hint="按用途和渠道">
              <ConsentPanel profile={masked} />
            </Panel>
            <TouchesPanel memberNo={profile.memberNo} />
          </div>
        </div>
      ),
    },
    {
      key: "timeline",
      label: "动态",
      children: (
        <Panel>
          <TimelinePanel memberNo={profile.memberNo} />
        </Panel>
      ),
    },
    ...(mayOrders
      ? [
          {
            key: "orders",
            label: "订单",
            children: (
              <Panel flush>
                <OrdersPanel memberNo={profile.memberNo} />
              </Panel>
            ),
          },
          {
            key: "gifts",
            label: "礼物",
            children: (
              <div className={styles.stack}>
                <GiftsPanel memberNo={profile.memberNo} />
              </div>
            ),
          },
        ]
      : []),
    {
      key: "identity",
      label: `身份（${profile.identifiers.length}）`,
      children: (
        <div className={styles.stack}>
          <IdentityPanel profile={profile} />
          <MiniProgramsPanel memberNo={profile.memberNo} />
        </div>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        back={{ to: "/members", label: "全部客户" }}
        title={
          <>
            {nameOf(profile)} <RelationTag relation={profile.relation} />
          </>
        }
        actions={
          <>
            {can("erasure.request") && <Button onClick={() => setErasing(true)}>登记删除请求</Button>}
            {can("member.unmask") &&
              (clear ? (
                <Button icon={<EyeInvisibleOutlined />} onClick={() => setClear(null)}>
                  收起完整资料
                </Button>
              ) : (
                <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
                  查看完整资料
                </Button>
              ))}
          </>
        }
      />
      <IdentityCard profile={profile} />
      <Tabs
        activeKey={params.get("tab") ?? "insight"}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        items={tabs}
        destroyOnHidden
      />
      {isAsking && <UnmaskDialog memberNo={profile.memberNo} onClose={() => setAsking(false)} onClear={setClear} />}
      {isErasing && <ErasureRequestDialog memberNo={profile.memberNo} onClose={() => setErasing(false)} />}
    </>
  );
}

export function Component() {
  const memberNo = Number(useParams().memberNo);
  const navigate = useNavigate();
  const profile = useProfile(memberNo);
  const now = profile.data?.memberNo;
  const isStale = profile.isPlaceholderData;
  // A merged profile answers with the member it belongs to now; the address follows.
  useEffect(() => {
    if (now !== undefined && !isStale && now !== memberNo) void navigate(`/members/${now}`, { replace: true });
  }, [now, isStale, memberNo, navigate]);
  if (profile.isError) return <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />;
  if (!profile.data || isStale) return <PageSkeleton />;
  return <Member key={profile.data.memberNo} profile={profile.data} />;
}
