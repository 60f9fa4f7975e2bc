import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { NextTag } from "./comparison-panel.tsx";
import { NumbersPanel } from "./numbers-panel.tsx";
import {
  dropPlacement,
  endPlacement,
  everything,
  labelOf,
  type Outside,
  outsideQuery,
  type Placement,
  placementQuery,
  stateColors,
  stateNames,
} from "./outside-api.ts";
import styles from "./outside-platforms.module.css";
import { PeoplePanel } from "./people-panel.tsx";
import { PlacementForm } from "./placement-form.tsx";
import { CostForm, FiguresForm, PublishForm } from "./record-forms.tsx";
import { RiskList } from "./risk-list.tsx";
import { CostPanel, PathPanel } from "./way-back-panel.tsx";

/** The link to be put where the placement stands. */
function OwnLink({ placement }: { readonly placement: Placement }) {
  const { linkPath, page, linkKey, way } = placement;
  const text = linkPath
    ? `${window.location.origin}${linkPath}`
    : page && linkKey
      ? `${page}?fl_code=${linkKey}`
      : null;
  if (text) return <Typography.Text copyable={{ text, tooltips: ["复制", "已复制"] }}>{text}</Typography.Text>;
  return (
    <span className={styles.quiet}>
      {way ? "引导搜品牌词没有链接：来的人分不出是哪条内容，看种草波次的搜索上升" : "还没有引导方式，点「修改」补上"}
    </span>
  );
}

function ContentPanel({ placement, outside }: { readonly placement: Placement; readonly outside: Outside }) {
  const { riskTaken } = placement;
  return (
    <Panel title="内容与链接" hint={labelOf(outside.ways, placement.way) || undefined}>
      <p>
        <OwnLink placement={placement} />
      </p>
      {placement.body && <p className={styles.text}>{placement.body}</p>}
      {placement.address && (
        <p>
          <a href={placement.address} target="_blank" rel="noreferrer">
            在平台上看
          </a>
        </p>
      )}
      {placement.skus.length > 0 && <p className={styles.quiet}>商品：{placement.skus.join("、")}</p>}
      {riskTaken && (
        <p className={styles.quiet}>
          {riskTaken.by} 于 <DateTime value={riskTaken.at} /> 仍决定发布：{riskTaken.reason}（当时提醒：
          {riskTaken.risks.join("；")}）
        </p>
      )}
    </Panel>
  );
}

type Opened = "edit" | "publish" | "cost" | "figures" | null;

function Actions({ placement, open }: { readonly placement: Placement; readonly open: (what: Opened) => void }) {
  const navigate = useNavigate();
  const drop = useAction<void, unknown>({
    run: () => dropPlacement(placement.id),
    done: "已删除",
    refresh: [["outside-platforms", "placements"]],
    onDone: () => void navigate("/outside-platforms?tab=placements"),
  });
  const end = useAction<boolean, Placement>({
    run: (ended) => endPlacement(placement.id, ended),
    done: ({ state }) => (state === "ended" ? "已结束，链接和数据都留着" : "已恢复"),
    refresh: everything,
    undo: (_saved, ended) => endPlacement(placement.id, !ended),
  });
  if (placement.state === "planned")
    return (
      <>
        <ConfirmDanger action="删除" title="删除这条内容？" onConfirm={() => drop.mutateAsync()}>
          它的链接会一起停用，不能撤回。
        </ConfirmDanger>
        <Button onClick={() => open("edit")}>修改</Button>
        <Button onClick={() => open("cost")}>记费用</Button>
        <Button type="primary" onClick={() => open("publish")}>
          登记发布
        </Button>
      </>
    );
  const isEnded = placement.state === "ended";
  return (
    <>
      <Button loading={end.isPending} onClick={() => end.mutate(!isEnded)}>
        {isEnded ? "恢复" : "结束"}
      </Button>
      <Button onClick={() => open("edit")}>修改</Button>
      <Button onClick={() => open("cost")}>记费用</Button>
      <Button type="primary" onClick={() => open("figures")}>
        记平台数据
      </Button>
    </>
  );
}

/** One placement: what it says, what it cost, the way back of its people, and who they are. */
export function Component() {
  const { outsidePlacementId = "" } = useParams();
  const can = useCan();
  const placement = useQuery(placementQuery(outsidePlacementId));
  const outside = useQuery(outsideQuery);
  const [opened, setOpened] = useState<Opened>(null);
  if (placement.isError) return <ErrorState error={placement.error} onRetry={() => void placement.refetch()} />;
  if (outside.isError) return <ErrorState error={outside.error} onRetry={() => void outside.refetch()} />;
  if (!placement.data || !outside.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { data } = placement;
  const words = outside.data;
  const close = () => setOpened(null);
  return (
    <>
      <PageHeader
        back={{ to: "/outside-platforms?tab=placements", label: "公域平台" }}
        title={
          <>
            {data.title} <Tag color={stateColors[data.state]}>{stateNames[data.state]}</Tag>
          </>
        }
        description={
          <>
            {labelOf(words.platforms, data.platform)} · {data.accountName} · {labelOf(words.forms, data.form)} ·{" "}
            {data.creator || "自己发布"}
            {data.creatorTier && `（${labelOf(words.tiers, data.creatorTier)}）`}
            {data.waveName && ` · ${data.waveName}`} ·{" "}
            {data.publishedAt ? <DateTime value={data.publishedAt} /> : `计划 ${data.plannedOn}`}
          </>
        }
        actions={can("ad_plan.write") && <Actions placement={data} open={setOpened} />}
      />
      <div className={styles.stack}>
        <div>{data.state === "planned" ? <RiskList risks={data.risks} /> : <NextTag next={data.figures.next} />}</div>
        <ContentPanel placement={data} outside={words} />
        {data.state !== "planned" && (
          <>
            <PathPanel figures={data.figures} />
            <CostPanel figures={data.figures} />
          </>
        )}
        <NumbersPanel placement={data} outside={words} />
        {data.state !== "planned" && can("member.read") && <PeoplePanel placementId={data.id} />}
      </div>
      {opened === "edit" && <PlacementForm outside={words} placement={data} onClose={close} />}
      {opened === "publish" && <PublishForm placement={data} onClose={close} />}
      {opened === "cost" && <CostForm placement={data} outside={words} onClose={close} />}
      {opened === "figures" && <FiguresForm placement={data} onClose={close} />}
    </>
  );
}
