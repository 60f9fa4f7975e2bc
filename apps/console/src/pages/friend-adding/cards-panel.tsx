import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import { type Cards, cardsQuery, checkPhoto, friendKey } from "./friend-api.ts";
import { byNames, cardParts } from "./friend-words.ts";

const definition =
  "完整 = 真人头像、真实姓名（与员工档案一致、不带编号）、职务、门店、自动欢迎语都有。姓名、职务、门店来自企业微信通讯录；新建的应用看不到头像，要人看一眼。";

function Check({ card }: { card: Cards["open"][number] }) {
  const check = useAction<boolean>({
    run: (real) => checkPhoto(card.staffId, real),
    done: "已记下",
    refresh: [friendKey],
  });
  if (!card.missing.includes("photo")) return null;
  return (
    <>
      <Button size="small" loading={check.isPending && check.variables} onClick={() => check.mutate(true)}>
        头像是真人
      </Button>
      <Button size="small" loading={check.isPending && !check.variables} onClick={() => check.mutate(false)}>
        头像不合格
      </Button>
    </>
  );
}

/** How complete guides' cards are, and what is missing on which. */
export function CardsPanel() {
  const [by, setBy] = useState<"region" | "store">("store");
  const cards = useQuery(cardsQuery(by));
  if (cards.isError) return <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />;
  if (!cards.data) return <Skeleton active />;
  const { rows, open } = cards.data;
  if (rows.length === 0)
    return (
      <EmptyState title="还没有可检查的名片">接入企业微信并同步通讯录后，这里会列出每位导购的名片缺什么。</EmptyState>
    );
  return (
    <div className={styles.stack}>
      <Panel
        title="名片完整度"
        hint={definition}
        extra={
          <Segmented
            aria-label="按什么看"
            value={by}
            onChange={setBy}
            options={[
              { value: "region", label: byNames.region },
              { value: "store", label: byNames.store },
            ]}
          />
        }
        flush
      >
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                {["", "导购", "完整", "头像待核对", "完整率"].map((head) => (
                  <th key={head} scope="col">
                    {head || byNames[by].slice(1)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>{row.name}</td>
                  <td>{row.guides}</td>
                  <td>{row.complete}</td>
                  <td>{row.unknown}</td>
                  <td>{Math.round((row.complete / row.guides) * 100)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <Panel
        title={`要补的名片 ${open.length}`}
        hint="请导购在企业微信「我 → 个人信息 / 对外信息显示」里补齐，下次同步后自动消失"
      >
        {open.length === 0 ? (
          <EmptyState compact title="每位导购的名片都完整" />
        ) : (
          <ul className={styles.list}>
            {open.map((card) => (
              <li key={card.staffId}>
                <div className={styles.main}>
                  <div className={styles.name}>
                    {card.guideName}{" "}
                    {card.missing.map((part) => (
                      <Tag key={part} color={part === "photo" && card.photo === null ? "default" : "gold"}>
                        {part === "photo" && card.photo === null ? "头像待核对" : `缺${cardParts[part]}`}
                      </Tag>
                    ))}
                  </div>
                  <div className={styles.quiet}>
                    {card.storeName}
                    {card.checkedBy && (
                      <Tooltip title="谁看过头像">
                        {" · "}
                        {card.checkedBy} <DateTime value={card.checkedAt} ago /> 看过头像
                      </Tooltip>
                    )}
                  </div>
                </div>
                <Check card={card} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
