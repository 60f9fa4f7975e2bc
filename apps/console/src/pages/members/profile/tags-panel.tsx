import { PlusOutlined } from "@ant-design/icons";
import { Button, Modal, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useCan } from "../../../session/me.ts";
import { useAction } from "../../../shared/action/use-action.tsx";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import { formatDateTime } from "../../../shared/format/date.ts";
import {
  assignTags,
  removeTags,
  type TagFamily,
  tagFamilyNames,
  tagSourceNames,
  useTagHistory,
} from "../../tags/tag-api.ts";
import type { CarriedTag, Profile } from "../member-api.ts";
import { TagPicker } from "../tag-picker.tsx";
import styles from "./profile.module.css";

/** Who put which tag on or took it off. */
function TagHistory({ memberNo, onClose }: { memberNo: number; onClose: () => void }) {
  const history = useTagHistory(memberNo, true);
  return (
    <Modal open title="标签记录" footer={null} onCancel={onClose} width={520}>
      {history.isPending && <Skeleton active title={false} />}
      {history.isError && <ErrorState compact error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.items.length === 0 && <p className={styles.faint}>还没有打过标签。</p>}
      <ul className={styles.history}>
        {(history.data?.items ?? []).map((change) => (
          <li key={`${change.at}-${change.tagNo}-${change.action}`}>
            <span>
              {change.action === "set" ? "打上" : "去掉"} <Tag>{change.name}</Tag>
            </span>
            <span className={styles.faint}>
              {tagSourceNames[change.source] ?? change.source} · {change.by} · {formatDateTime(change.at)}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** The tags of a member by family; people's tags can be taken off, rule tags follow their rule. */
export function TagsPanel({ profile }: { profile: Profile }) {
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const [isHistory, setHistory] = useState(false);
  const mayAssign = can("tag.assign");
  const refresh = [["members"], ["tags"]];
  const add = useAction<readonly number[]>({
    run: (tagNos) => assignTags([profile.memberNo], tagNos),
    done: "已打上标签",
    refresh,
    undo: (_, tagNos) => removeTags([profile.memberNo], tagNos),
    onDone: () => setAdding(false),
  });
  const remove = useAction<CarriedTag>({
    run: (tag) => removeTags([profile.memberNo], [tag.tagNo]),
    done: (_, tag) => `已去掉「${tag.name}」`,
    refresh,
    undo: (_, tag) => assignTags([profile.memberNo], [tag.tagNo]),
  });
  const families = (Object.keys(tagFamilyNames) as TagFamily[])
    .map((family) => ({ family, tags: profile.tags.filter((tag) => tag.family === family) }))
    .filter(({ tags }) => tags.length > 0);
  return (
    <div>
      {families.length === 0 && !isAdding && <p className={styles.faint}>还没有标签。</p>}
      <dl className={styles.tagFamilies}>
        {families.map(({ family, tags }) => (
          <div key={family}>
            <dt>{tagFamilyNames[family]}</dt>
            <dd>
              {tags.map((tag) => (
                <Tooltip
                  key={tag.tagNo}
                  title={`${tag.groupName} · ${tagSourceNames[tag.source] ?? tag.source} · ${tag.setBy} · ${formatDateTime(tag.setAt)}`}
                >
                  <Tag
                    closable={mayAssign && tag.source !== "rule"}
                    color={tag.source === "rule" ? "blue" : undefined}
                    onClose={(event) => {
                      event.preventDefault();
                      remove.mutate(tag);
                    }}
                  >
                    {tag.name}
                  </Tag>
                </Tooltip>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {mayAssign &&
        (isAdding ? (
          <TagPicker
            value={[]}
            multiple={false}
            manualOnly
            autoFocus
            placeholder="按名称、拼音或首字母找标签"
            style={{ width: "100%", maxWidth: 320 }}
            onChange={(tagNos) => (tagNos.length > 0 ? add.mutate(tagNos) : setAdding(false))}
          />
        ) : (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            打标签
          </Button>
        ))}
      <Button size="small" type="link" onClick={() => setHistory(true)}>
        标签记录
      </Button>
      {isHistory && <TagHistory memberNo={profile.memberNo} onClose={() => setHistory(false)} />}
    </div>
  );
}
