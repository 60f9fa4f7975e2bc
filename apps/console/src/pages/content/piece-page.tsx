import { EditOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { OutboundForm, type Prepared } from "../outbound/outbound-form.tsx";
import type { WritableChannel } from "../outbound/outbound-words.ts";
import styles from "./content.module.css";
import { archivePiece, type FrontRule, frontsQuery, type Piece, pieceQuery, type Variant } from "./content-api.ts";
import { PieceForm } from "./piece-form.tsx";
import { PlacementDrawer } from "./placement-drawer.tsx";
import { VariantCard } from "./variant-card.tsx";
import { VariantDrawer } from "./variant-drawer.tsx";

type Opened =
  | { readonly what: "piece" }
  | { readonly what: "variant"; readonly rule: FrontRule }
  | { readonly what: "place" | "send"; readonly rule: FrontRule; readonly variant: Variant };

function preparedOf(piece: Piece, variant: Variant, rule: FrontRule): Prepared {
  return {
    businessKey: `content:${variant.id}`,
    channel: rule.channel as WritableChannel,
    title: `${piece.title} · ${rule.label}`,
    text: variant.body,
    ...(variant.linkPath && { link: { url: `${window.location.origin}${variant.linkPath}`, title: piece.title } }),
  };
}

/** One piece of content: every front's text with its warnings, and what each brought. */
export function Component() {
  const { contentPieceId = "" } = useParams();
  const can = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [opened, open] = useState<Opened | null>(null);
  const piece = useQuery(pieceQuery(contentPieceId));
  const fronts = useQuery(frontsQuery);
  const archive = useAction({
    run: () => archivePiece(contentPieceId),
    done: "已收起",
    refresh: [["content", "list"]],
    onDone: () => void navigate("/content"),
  });
  const failed = piece.isError ? piece : fronts.isError ? fronts : null;
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!piece.data || !fronts.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { data } = piece;
  const close = () => open(null);
  const mayWrite = can("content.write");
  return (
    <>
      <PageHeader
        back={{ to: "/content", label: "一稿多端" }}
        title={data.title}
        description={[data.theme, data.skus.length > 0 && `${data.skus.length} 个商品`, data.targetUrl]
          .filter(Boolean)
          .join(" · ")}
        actions={
          mayWrite && (
            <>
              <ConfirmDanger action="收起" title="收起这份内容？" onConfirm={() => archive.mutateAsync()}>
                它不再出现在列表里，不能再改；已发出的链接照常打开，结果照常计入。
              </ConfirmDanger>
              <Button icon={<EditOutlined />} onClick={() => open({ what: "piece" })}>
                修改主题和事实
              </Button>
            </>
          )
        }
      />
      <div className={styles.stack}>
        {data.comparison && <Alert type="info" showIcon title="各端差别明显" description={data.comparison.text} />}
        {data.missing.length > 0 && data.variants.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`还有 ${data.missing.length} 端没写：${data.missing.map(({ label }) => label).join("、")}`}
          />
        )}
        {data.facts && (
          <Panel title="事实和素材" hint="各端都从这里取">
            <div className={styles.text}>{data.facts}</div>
          </Panel>
        )}
        <div className={styles.fronts}>
          {fronts.data.items.map((rule) => {
            const variant = data.variants.find(({ front }) => front === rule.front);
            return (
              <VariantCard
                key={rule.front}
                rule={rule}
                variant={variant}
                pieceId={data.id}
                mayWrite={mayWrite}
                maySend={can("outbound.write")}
                onWrite={() => open({ what: "variant", rule })}
                onSend={() => variant && open({ what: "send", rule, variant })}
                onPlace={() => variant && open({ what: "place", rule, variant })}
              />
            );
          })}
        </div>
      </div>
      {opened?.what === "piece" && <PieceForm piece={data} onClose={close} onDone={close} />}
      {opened?.what === "variant" && <VariantDrawer piece={data} rule={opened.rule} onClose={close} />}
      {opened?.what === "place" && <PlacementDrawer piece={data} variant={opened.variant} onClose={close} />}
      {opened?.what === "send" && (
        <OutboundForm
          prepared={preparedOf(data, opened.variant, opened.rule)}
          onClose={close}
          onDone={() => {
            close();
            void queries.invalidateQueries({ queryKey: ["content"] });
          }}
        />
      )}
    </>
  );
}
