import { CheckCircleFilled, CloseCircleFilled, SaveOutlined } from "@ant-design/icons";
import { Alert, Button, InputNumber, Segmented, Select } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { formatBytes } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { ColumnTable } from "./column-table.tsx";
import { type ImportRun, type Preview, startRun, useImportKinds, usePreview } from "./import-api.ts";
import styles from "./mapping.module.css";
import { OptionsPanel } from "./options-panel.tsx";
import {
  applyTemplate,
  type ImportKind,
  type ImportPlan,
  importKindNames,
  type KindInfo,
  missingWords,
  requirementsOf,
} from "./plan.ts";
import { PreviewTable } from "./preview-table.tsx";
import { SaveTemplateDialog, TemplateSelect } from "./template-bar.tsx";

const delimiterNames: Readonly<Record<string, string>> = {
  ",": "逗号分隔",
  "\t": "制表符分隔",
  ";": "分号分隔",
  "|": "竖线分隔",
};

const encodingNames: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8 编码",
  gb18030: "GBK 编码",
  "utf-16le": "UTF-16 编码",
  "utf-16be": "UTF-16 编码",
};

function fileFacts(file: Preview, sizeBytes: number): string {
  return [
    sizeBytes > 0 && formatBytes(sizeBytes),
    file.format === "xlsx" ? "Excel 工作簿" : (encodingNames[file.encoding ?? ""] ?? file.encoding),
    file.delimiter && (delimiterNames[file.delimiter] ?? `以 ${file.delimiter} 分隔`),
    `${file.headers.length} 列`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The value once it has not changed for a while, so that typing does not ask for a preview per key. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export function Component() {
  const fileId = useParams().fileId ?? "";
  const [params] = useSearchParams();
  const asked = params.get("kind");
  const [kind, setKind] = useState<ImportKind | null>(asked && asked in importKindNames ? (asked as ImportKind) : null);
  const [headerLine, setHeaderLine] = useState<number | null>(null);
  const [sheet, setSheet] = useState<string | null>(null);
  const file = usePreview(fileId, {
    kind: kind ?? undefined,
    headerLine: headerLine ?? undefined,
    sheet: sheet ?? undefined,
  });
  const kinds = useImportKinds();
  const failed = file.error ?? kinds.error;
  if (failed) {
    return (
      <>
        <PageHeader back={{ to: "/imports", label: "数据导入" }} title="核对列" />
        <ErrorState
          error={failed}
          onRetry={() => {
            // A sheet that cannot be used: back to the one that was found.
            if (sheet === null) void Promise.all([file.refetch(), kinds.refetch()]);
            else setSheet(null);
          }}
        />
      </>
    );
  }
  const info = kinds.data?.kinds.find((each) => each.kind === file.data?.plan.kind);
  if (!file.data || !info) return <PageSkeleton />;
  return (
    <Mapping
      key={`${fileId}-${file.data.plan.sheet ?? ""}-${file.data.fingerprint}-${file.data.plan.kind}-${file.data.plan.headerLine}`}
      fileId={fileId}
      fileName={params.get("name") ?? "导入的文件"}
      sizeBytes={Number(params.get("size")) || 0}
      file={file.data}
      info={info}
      onKind={setKind}
      onHeaderLine={setHeaderLine}
      onSheet={(name) => {
        // Another sheet has its own header row.
        setHeaderLine(null);
        setSheet(name);
      }}
    />
  );
}

interface MappingProps {
  readonly fileId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly file: Preview;
  readonly info: KindInfo;
  readonly onKind: (kind: ImportKind) => void;
  readonly onHeaderLine: (line: number) => void;
  readonly onSheet: (name: string) => void;
}

function Mapping({ fileId, fileName, sizeBytes, file, info, onKind, onHeaderLine, onSheet }: MappingProps) {
  const navigate = useNavigate();
  const headerLine = file.plan.headerLine;
  const guessed = useMemo(
    () => ({ ...file.plan, columns: Object.fromEntries(file.guesses.map(({ field, header }) => [field, header])) }),
    [file],
  );
  const [plan, setPlan] = useState<ImportPlan>(() =>
    applyTemplate(file.plan, file.headers, headerLine, file.plan.sheet),
  );
  const sample = useMemo(() => file.rows.map(({ cells }) => cells), [file]);
  const [isSaving, setSaving] = useState(false);
  const settledPlan = useSettled(plan, 400);
  const requirements = requirementsOf(info, plan);
  const missing = missingWords(requirements);
  const confidence = useMemo(
    () => new Map(file.guesses.map(({ header, field, confidence: sure }) => [header, { field, confidence: sure }])),
    [file],
  );
  const start = useAction<void, ImportRun>({
    run: () => startRun(fileId, plan),
    refresh: [["imports", "runs"]],
    onDone: (run) => void navigate(`/imports/runs/${run.id}`, { replace: true }),
    quietFailure: true,
  });
  const problem = start.isError ? problemText(start.error) : null;

  return (
    <>
      <PageHeader
        back={{ to: "/imports", label: "数据导入" }}
        title={`核对「${fileName}」`}
        description={fileFacts(file, sizeBytes)}
      />
      <div className={styles.stack}>
        <Panel title="这是什么表？" hint="按列名判断的，不对就换一个">
          <div className={styles.kindRow}>
            <Segmented<ImportKind>
              aria-label="表的内容"
              value={plan.kind}
              options={Object.entries(importKindNames).map(([value, label]) => ({ value: value as ImportKind, label }))}
              onChange={onKind}
            />
            {file.sheets.length > 1 && (
              <span className={styles.headerLine}>
                工作表
                <Select
                  aria-label="工作表"
                  style={{ minWidth: 140, maxWidth: 260 }}
                  value={file.plan.sheet}
                  options={file.sheets.map((name) => ({ value: name, label: name }))}
                  onChange={onSheet}
                />
              </span>
            )}
            <span className={styles.headerLine}>
              列名在第
              <InputNumber
                aria-label="列名所在的行"
                min={1}
                max={100}
                value={plan.headerLine}
                style={{ width: 64 }}
                onChange={(line) => line && line !== headerLine && onHeaderLine(line)}
              />
              行
            </span>
            <TemplateSelect
              kind={plan.kind}
              onChoose={(template) => setPlan(applyTemplate(template.plan, file.headers, headerLine, file.plan.sheet))}
            />
          </div>
          {file.template && (
            <Alert
              type="info"
              showIcon
              style={{ marginTop: 12 }}
              title={`列名与模板「${file.template.name}」一致，已自动套用`}
              action={
                <Button size="small" onClick={() => setPlan(guessed)}>
                  不用模板，重新识别
                </Button>
              }
            />
          )}
        </Panel>
        <Panel
          title="每一列是什么"
          hint={`共 ${file.headers.length} 列，已对应 ${Object.keys(plan.columns).length} 列`}
        >
          <ul className={styles.requirements} aria-label="必需的列">
            {requirements.map(({ fields, met }) => (
              <li key={fields.map(({ key }) => key).join()} data-met={met || undefined}>
                {met ? <CheckCircleFilled /> : <CloseCircleFilled />}
                {fields.map(({ label }) => label).join(" / ")}
                {fields.length > 1 && <small>其中一列</small>}
              </li>
            ))}
          </ul>
          <ColumnTable
            info={info}
            plan={plan}
            headers={file.headers}
            sample={sample}
            confidence={confidence}
            onChange={setPlan}
          />
        </Panel>
        <Panel title="其他设置">
          <OptionsPanel info={info} plan={plan} onChange={setPlan} />
        </Panel>
        <Panel title="检查前几行">
          <PreviewTable fileId={fileId} plan={settledPlan} info={info} isReady={missing.length === 0} />
        </Panel>
      </div>
      <div className={styles.foot}>
        <div className={styles.footText} role="status">
          {problem ? (
            <span className={styles.problem}>
              {problem.title}
              {problem.detail && `：${problem.detail}`}
            </span>
          ) : missing.length > 0 ? (
            <span className={styles.problem}>还缺 {missing.join("、")}</span>
          ) : (
            <span className={styles.faint}>可以开始了。导入在后台进行，离开这个页面也不会停。</span>
          )}
        </div>
        <Button icon={<SaveOutlined />} disabled={missing.length > 0} onClick={() => setSaving(true)}>
          存为模板
        </Button>
        <Button type="primary" disabled={missing.length > 0} loading={start.isPending} onClick={() => start.mutate()}>
          开始导入
        </Button>
      </div>
      {isSaving && (
        <SaveTemplateDialog
          fingerprint={file.fingerprint}
          plan={plan}
          suggestion={file.template?.name ?? `${importKindNames[plan.kind]}（${plan.options.source}）`}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}
