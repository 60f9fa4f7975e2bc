import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { App, Input, Modal, Select, Switch } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { fetchTags, useTagRule } from "../tags/tag-api.ts";
import styles from "./members-page.module.css";

function download(records: Blob): void {
  const url = URL.createObjectURL(records);
  const link = document.createElement("a");
  link.href = url;
  link.download = "relation-records.jsonl";
  link.click();
  URL.revokeObjectURL(url);
}

/** 导出关系记录: everybody in one's scope or whom a rule tag selects, as a file that machines read, with the reason. */
export function ExportRecordsDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const [tagNo, setTagNo] = useState<number>();
  const [reason, setReason] = useState("");
  const [onlyProfilingConsent, setOnlyConsent] = useState(true);
  const tags = useQuery({
    queryKey: ["tags", "ruled"],
    queryFn: async ({ signal }) =>
      (await fetchTags({}, undefined, signal, 200)).items.filter((tag) => tag.kind === "rule"),
  });
  const rule = useTagRule(tagNo ?? 0, tagNo !== undefined);
  const save = useAction<void, Blob>({
    run: () =>
      answer(
        api.POST("/api/v1/relation-records/export", {
          body: {
            rule: tagNo === undefined || !rule.data ? null : { conditions: [...rule.data.rule.conditions] },
            onlyProfilingConsent,
            reason: reason.trim(),
          },
          parseAs: "blob",
        }),
      ) as Promise<Blob>,
    onDone: (records) => {
      if (records.size === 0) {
        void message.warning("没有符合条件的客户：还没有人同意画像分析，或规则没有选中任何人");
        return;
      }
      download(records);
      onClose();
    },
  });
  const isReady = reason.trim().length >= 2 && (tagNo === undefined || rule.data !== undefined);
  return (
    <Modal
      open
      title="导出关系记录"
      okText="导出"
      cancelText="取消"
      width={480}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => save.mutate()}
    >
      <p className={styles.hint}>
        每位客户一行 JSON：关系怎么变化、来往多久、每月互动与购买，不含姓名和电话。谁导出、为什么，会记进操作日志。
      </p>
      <div className={styles.fields}>
        <Select
          aria-label="哪些客户"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder="我范围内的全部客户；也可以选一个规则标签"
          loading={tags.isPending}
          options={tags.data?.map((tag) => ({ value: tag.tagNo, label: `${tag.groupName} · ${tag.name}` }))}
          value={tagNo}
          onChange={setTagNo}
        />
        <span>
          <Switch
            size="small"
            aria-label="只含同意画像分析的客户"
            checked={onlyProfilingConsent}
            onChange={setOnlyConsent}
          />{" "}
          只含同意画像分析的客户
        </span>
        <Input.TextArea
          aria-label="原因"
          rows={3}
          maxLength={200}
          showCount
          placeholder="为什么导出、给谁用"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
