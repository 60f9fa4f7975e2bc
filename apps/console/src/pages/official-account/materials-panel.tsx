import { useQuery } from "@tanstack/react-query";
import { Button, Select, Skeleton, Space, Tag, Upload } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./official-account.module.css";
import {
  type Material,
  type MaterialKind,
  materialsQuery,
  materialUrl,
  uploadMaterial,
} from "./official-account-api.ts";

interface PickerProps {
  readonly accountId: string;
  /** media_ids in order. */
  readonly value?: readonly string[];
  readonly onChange?: (mediaIds: string[]) => void;
  readonly kind?: "image" | "thumb";
  readonly most: number;
}

/** Pictures of the account, chosen by pressing them; the number tells the order. */
export function PicturePicker({ accountId, value = [], onChange, kind = "image", most }: PickerProps) {
  const materials = useQuery(materialsQuery(accountId, kind));
  const upload = useAction<File, Material>({
    run: (file) => uploadMaterial(accountId, kind, file),
    refresh: [["official-accounts", accountId, "materials"]],
    onDone: ({ mediaId }) => onChange?.([...value, mediaId].slice(-most)),
  });
  const press = (mediaId: string) =>
    onChange?.(value.includes(mediaId) ? value.filter((id) => id !== mediaId) : [...value, mediaId].slice(-most));
  return (
    <div className={styles.pictures}>
      {(materials.data?.items ?? []).map(({ mediaId, name }) => {
        const place = value.indexOf(mediaId);
        return (
          <button
            key={mediaId}
            type="button"
            aria-pressed={place >= 0}
            aria-label={name}
            title={name}
            className={styles.picture}
            onClick={() => press(mediaId)}
          >
            <img src={materialUrl(accountId, mediaId)} alt={name} loading="lazy" />
            {place >= 0 && <span>{place + 1}</span>}
          </button>
        );
      })}
      <Upload
        accept="image/png,image/jpeg,image/gif"
        showUploadList={false}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        <Button loading={upload.isPending}>上传图片</Button>
      </Upload>
    </div>
  );
}

const accepts: Readonly<Record<MaterialKind, string>> = {
  image: "image/png,image/jpeg,image/gif",
  thumb: "image/png,image/jpeg",
  video: "video/mp4",
  voice: ".amr,.mp3",
};
const sizeOf = (bytes: number) =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** Files that articles, notes and replies use, handed to the platform for good (IN-02). */
export function MaterialsPanel({ accountId }: { readonly accountId: string }) {
  const can = useCan();
  const [kind, setKind] = useState<MaterialKind>("image");
  const materials = useQuery(materialsQuery(accountId));
  const upload = useAction<File, Material>({
    run: (file) => uploadMaterial(accountId, kind, file),
    done: "已上传到微信",
    refresh: [["official-accounts", accountId, "materials"]],
  });
  if (materials.isError) return <ErrorState compact error={materials.error} onRetry={() => void materials.refetch()} />;
  if (!materials.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  const { items, limits } = materials.data;
  const limit = limits.find((each) => each.kind === kind);
  return (
    <Panel
      flush
      title="素材"
      hint={limit && `${limit.label}：不超过 ${limit.size}，${limit.formats.map((f) => f.toUpperCase()).join("、")}`}
      extra={
        can("official_account.write") && (
          <Space wrap>
            <Select
              aria-label="素材类型"
              value={kind}
              onChange={setKind}
              options={limits.map(({ kind: value, label }) => ({ value, label }))}
            />
            <Upload
              accept={accepts[kind]}
              showUploadList={false}
              beforeUpload={(file) => {
                upload.mutate(file);
                return false;
              }}
            >
              <Button loading={upload.isPending}>上传</Button>
            </Upload>
          </Space>
        )
      }
    >
      {items.length === 0 ? (
        <EmptyState compact title="还没有从这里上传过素材">
          图片用在短图文和自动回复里，缩略图用作图文封面。在公众平台上传的素材不会列在这里。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map(({ mediaId, kind: of, name, sizeBytes, uploadedAt, uploadedBy }) => (
            <li key={mediaId}>
              {(of === "image" || of === "thumb") && (
                <img className={styles.thumb} src={materialUrl(accountId, mediaId)} alt="" loading="lazy" />
              )}
              <div className={styles.main}>
                <div className={styles.name}>
                  {name} <Tag>{limits.find((each) => each.kind === of)?.label}</Tag>
                </div>
                <div className={styles.quiet}>
                  {sizeOf(sizeBytes)} · {uploadedBy} · <DateTime value={uploadedAt} ago />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
