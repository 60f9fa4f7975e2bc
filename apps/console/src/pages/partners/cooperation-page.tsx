import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { CooperationForm } from "./cooperation-form.tsx";
import { EntriesForm } from "./entries-form.tsx";
import { GainPanel } from "./gain-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import {
  type Cooperation,
  changeState,
  cooperationQuery,
  cooperationsKey,
  partnersKey,
  stateColours,
  stateNames,
} from "./partner-api.ts";
import styles from "./partners.module.css";
import { ReviewForm, ReviewPanel } from "./review-panel.tsx";
import { SharePanel } from "./share-panel.tsx";
import { ChecklistPanel, EntriesPanel, WaysPanel } from "./side-panels.tsx";

type Opened = "edit" | "channel" | "entries" | "review" | null;
const adviceTypes = { warn: "warning", do: "info", note: "info" } as const;

/** What can be done with a cooperation as it stands; the next step is the primary one. */
function Actions({ cooperation, onOpen }: { cooperation: Cooperation; onOpen: (what: Opened) => void }) {
  const { state, brand, review } = cooperation;
  const move = useAction<"running" | "ended" | "cancelled", Cooperation>({
    run: (to) => changeState(cooperation, to),
    done: (saved) => `合作${stateNames[saved.state]}`,
    refresh: [cooperationsKey, partnersKey, ["codes"]],
  });
  if (state === "planned")
    return (
      <>
        <ConfirmDanger action="取消合作" title="取消这次合作？" onConfirm={() => move.mutateAsync("cancelled")}>
          已生成的链接和活码会一起停用，取消后不能恢复。
        </ConfirmDanger>
        <Button onClick={() => onOpen("edit")}>修改</Button>
        <Button type="primary" loading={move.isPending} onClick={() => move.mutate("running")}>
          开始合作
        </Button>
      </>
    );
  if (state === "running")
    return (
      <>
        <ConfirmDanger action="结束合作" title="结束这次合作？" onConfirm={() => move.mutateAsync("ended")}>
          这次合作的链接和活码会一起停用：{brand}那边没撤下的物料将打不开。带来的人和数据都保留，结束后不能再开始。
        </ConfirmDanger>
        <Button onClick={() => onOpen("edit")}>修改</Button>
        <Button type="primary" onClick={() => onOpen("entries")}>
          填报数据
        </Button>
      </>
    );
  return state === "ended" && !review ? (
    <Button type="primary" onClick={() => onOpen("review")}>
      写复盘
    </Button>
  ) : null;
}

/** One cooperation: what to do next, both sides' ledger, what we gained, its ways, checklist, what was told, the partner's page. */
export function Component() {
  const { cooperationId = "" } = useParams();
  const can = useCan();
  const query = useQuery(cooperationQuery(cooperationId));
  const [opened, setOpened] = useState<Opened>(null);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { data: cooperation } = query;
  if (!cooperation) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { name, brand, kindLabel, state, startsOn, endsOn, unitName, note, advice } = cooperation;
  const mayWrite = can("partner.write") && cooperation.mayEdit;
  const isOpen = state === "planned" || state === "running";
  const close = () => setOpened(null);
  return (
    <>
      <PageHeader
        back={{ to: "/partners", label: "异业合作" }}
        title={
          <>
            {name} <Tag color={stateColours[state]}>{stateNames[state]}</Tag>
          </>
        }
        description={`${brand} · ${kindLabel} · ${startsOn} 至 ${endsOn} · ${unitName}${note && ` · ${note}`}`}
        actions={mayWrite && <Actions cooperation={cooperation} onOpen={setOpened} />}
      />
      <div className={styles.stack}>
        {advice.length > 0 && (
          <div className={styles.advice}>
            {advice.map(({ level, text }) => (
              <Alert key={text} type={adviceTypes[level]} showIcon title={text} />
            ))}
          </div>
        )}
        <ReviewPanel cooperation={cooperation} />
        <LedgerPanel cooperation={cooperation} />
        <GainPanel cooperation={cooperation} maySeePeople={can("member.read")} />
        <div className={styles.columns}>
          <WaysPanel
            cooperation={cooperation}
            action={
              mayWrite && isOpen && can("code.write") && <Button onClick={() => setOpened("channel")}>生成渠道</Button>
            }
          />
          <ChecklistPanel cooperation={cooperation} mayWrite={mayWrite} />
          <EntriesPanel
            cooperation={cooperation}
            action={
              mayWrite &&
              state !== "cancelled" &&
              state !== "running" && <Button onClick={() => setOpened("entries")}>填报数据</Button>
            }
          />
          <SharePanel cooperation={cooperation} mayWrite={mayWrite} />
        </div>
      </div>
      {opened === "edit" && <CooperationForm cooperation={cooperation} onClose={close} />}
      {opened === "channel" && <ChannelForm cooperation={cooperation} onClose={close} />}
      {opened === "entries" && <EntriesForm cooperation={cooperation} onClose={close} />}
      {opened === "review" && <ReviewForm cooperation={cooperation} onClose={close} />}
    </>
  );
}
