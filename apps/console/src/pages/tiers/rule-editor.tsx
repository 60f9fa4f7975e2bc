import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { type RuleForm, toForm, toSettings } from "./rule-form.ts";
import { saveTierRules, type TierRule, type TierSettings, tierRulesQuery } from "./tier-api.ts";
import styles from "./tiers.module.css";

/** Changes the thresholds and treatments of the tiers, showing who would move before anything is saved. */
export function RuleEditor({ onClose }: { onClose: () => void }) {
  const rules = useQuery({ ...tierRulesQuery, staleTime: 0 });
  const isPhone = useIsPhone();
  const current = rules.data?.items[0];
  return (
    <Drawer open onClose={onClose} title="调整分层规则" size={isPhone ? "100%" : 760} destroyOnHidden>
      {rules.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {current && (
        <Editor key={current.version} current={current} versions={rules.data?.items ?? []} onClose={onClose} />
      )}
    </Drawer>
  );
}

function Editor({
  current,
  versions,
  onClose,
}: {
  current: TierRule;
  versions: readonly TierRule[];
  onClose: () => void;
}) {
  const [form] = Form.useForm<RuleForm>();
  const [note, setNote] = useState("");
  const [settings, setSettings] = useState<TierSettings>(current.settings);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const isChanged = JSON.stringify(settings) !== JSON.stringify(current.settings);
  const save = useMutation({
    mutationFn: () => saveTierRules({ settings, note: note.trim(), basedOn: current.version }),
    onSuccess: async (rule) => {
      await queries.invalidateQueries({ queryKey: ["tiers"] });
      void message.success(`已保存为第 ${rule.version} 版，正在重新分层`);
      onClose();
    },
  });

  return (
    <>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={toForm(current.settings)}
        onValuesChange={() => setSettings(toSettings(form.getFieldsValue(true), current.settings))}
      >
        <RuleFields />
      </Form>
      <h3 className={styles.historyTitle}>历史版本</h3>
      <ul className={styles.history}>
        {versions.map((rule) => (
          <li key={rule.version}>
            <span>
              第 {rule.version} 版 · {rule.savedBy} · <DateTime value={rule.savedAt} />
            </span>
            {rule.note && <span className={styles.note}>{rule.note}</span>}
            {rule.version !== current.version && (
              <Button
                type="link"
                size="small"
                onClick={() => {
                  form.setFieldsValue(toForm(rule.settings));
                  setSettings(rule.settings);
                }}
              >
                用这一版填写
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.dock}>
        <PreviewPanel settings={settings} isChanged={isChanged} />
        {save.isError && (
          <Alert
            type="error"
            showIcon
            title={problemText(save.error).title}
            description={problemText(save.error).detail}
          />
        )}
        <div className={styles.save}>
          <Input
            placeholder="为什么调整（可选，写给同事看）"
            aria-label="调整原因"
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate()}>
            保存新规则
          </Button>
        </div>
      </div>
    </>
  );
}
