import { Alert, Button, Form, Input, Skeleton } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Group, writeRule } from "./draft.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { RuleBuilder } from "./rule-builder.tsx";
import { type Segment, type SegmentDetail, saveSegment, useCatalogue, usePreview } from "./segment-api.ts";
import styles from "./segments.module.css";

interface SegmentEditorProps {
  readonly existing: SegmentDetail | null;
  readonly start: Group;
  readonly name?: string;
}

/** The rule a moment after it stops changing: an answer for every keystroke would be asked for in vain. */
function useSettled<Value>(value: Value, key: string): Value {
  const [settled, setSettled] = useState({ key, value });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ key, value }), 250);
    return () => clearTimeout(timer);
  }, [key, value]);
  return settled.value;
}

/** Writes a rule while its people are counted beside it. */
export function SegmentEditor({ existing, start, name: startName = "" }: SegmentEditorProps) {
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const [draft, setDraft] = useState(start);
  const [name, setName] = useState(existing?.name ?? startName);
  const [note, setNote] = useState(existing?.note ?? "");
  const [unitId, setUnitId] = useState<string | undefined>(existing?.orgUnitId);
  const written = useMemo(() => writeRule(draft), [draft]);
  const settled = useSettled(written, JSON.stringify(written.rule));
  const preview = usePreview(settled.rule, unitId);
  const counts = useMemo(() => {
    const byKey = new Map<string, number>();
    for (const { path, members } of preview.data?.conditions ?? []) {
      const key = settled.keys.get(path);
      if (key !== undefined && !preview.isPlaceholderData) byKey.set(key, members);
    }
    return byKey;
  }, [preview.data, preview.isPlaceholderData, settled]);
  const save = useAction<void, Segment>({
    run: () => {
      if (!written.rule) throw new Error("没有完整的条件");
      return saveSegment({ name: name.trim(), note, rule: written.rule, orgUnitId: unitId }, existing);
    },
    done: "已保存，正在计算名单",
    refresh: [["segments"], ["audit"]],
    onDone: (segment) => void navigate(`/segments/${segment.id}`),
    quietFailure: true,
  });
  const why =
    name.trim() === ""
      ? "请填写名称"
      : written.rule === null
        ? "请添加至少一个完整的条件"
        : written.unfinished > 0
          ? "还有条件没填完"
          : null;
  const problem = save.isError ? problemText(save.error) : null;
  return (
    <>
      <PageHeader
        back={
          existing ? { to: `/segments/${existing.id}`, label: existing.name } : { to: "/segments", label: "人群包" }
        }
        title={existing ? "修改人群包" : "新建人群包"}
        description="左边写条件，右边马上看到有多少人；每个条件旁边的数字是单独满足它的人数。"
        actions={
          <Button
            type="primary"
            disabled={why !== null}
            title={why ?? undefined}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            保存
          </Button>
        }
      />
      {problem && <Alert type="error" showIcon title={problem.title} description={problem.detail} />}
      <div className={styles.editor}>
        <div className={styles.left}>
          <Panel>
            <Form layout="vertical" className={styles.head}>
              <Form.Item label="名称" required>
                <Input
                  maxLength={60}
                  value={name}
                  placeholder="例如：华东 60 天未购买的老客"
                  onChange={({ target }) => setName(target.value)}
                />
              </Form.Item>
              <Form.Item label="范围" extra={existing ? undefined : "不选就是你看得到的最上一级组织"}>
                {existing ? (
                  <span>{existing.orgUnitName}</span>
                ) : (
                  <UnitSelect allowClear value={unitId ?? null} onChange={(id) => setUnitId(id ?? undefined)} />
                )}
              </Form.Item>
              <Form.Item label="备注" className={styles.wide}>
                <Input
                  maxLength={300}
                  value={note}
                  placeholder="为什么圈这些人、打算怎么用"
                  onChange={({ target }) => setNote(target.value)}
                />
              </Form.Item>
            </Form>
          </Panel>
          <Panel title="条件">
            {catalogue.isError ? (
              <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
            ) : catalogue.data ? (
              <RuleBuilder
                catalogue={catalogue.data}
                draft={draft}
                onChange={setDraft}
                counts={counts}
                without={existing?.id}
              />
            ) : (
              <Skeleton active />
            )}
          </Panel>
        </div>
        <Panel title="现在的人数" className={styles.right}>
          <PreviewPanel
            rule={settled.rule}
            orgUnitId={unitId}
            preview={preview}
            onRetry={() => void preview.refetch()}
            unfinished={written.unfinished}
          />
        </Panel>
      </div>
      {settled.rule && preview.data && (
        <p className={styles.foot} aria-hidden="true">
          符合 <strong>{formatNumber(preview.data.members)}</strong> 人
        </p>
      )}
    </>
  );
}
