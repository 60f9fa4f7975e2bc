import { Alert, App, Button, Drawer, Input, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { SubjectHistory } from "../audit/subject-history.tsx";
import { TagPicker } from "../members/tag-picker.tsx";
import { RulePanel } from "./rule-panel.tsx";
import { archiveTag, mergeTag, renameTag, type Tag, tagFamilyNames } from "./tag-api.ts";
import styles from "./tags.module.css";

interface TagDrawerProps {
  readonly tag: Tag;
  readonly onClose: () => void;
  readonly onChanged: (tag: Tag) => void;
}

function RenameDialog({ tag, onClose, onChanged }: TagDrawerProps) {
  const [name, setName] = useState(tag.name);
  const rename = useAction<void, Tag>({
    run: () => renameTag(tag.tagNo, name.trim()),
    done: "已改名，带有它的客户不受影响",
    refresh: [["tags"], ["members"]],
    undo: () => renameTag(tag.tagNo, tag.name),
    onDone: (after) => {
      onChanged(after);
      onClose();
    },
    quietFailure: true,
  });
  const problem = rename.isError ? problemText(rename.error) : null;
  return (
    <Modal
      open
      title={`给「${tag.name}」改名`}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: name.trim() === "" || name.trim() === tag.name }}
      confirmLoading={rename.isPending}
      onCancel={onClose}
      onOk={() => rename.mutate()}
      width={420}
    >
      {problem && <Alert type="error" showIcon title={problem.title} description={problem.detail} />}
      <Input
        aria-label="新名称"
        autoFocus
        maxLength={30}
        style={{ marginTop: 12 }}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </Modal>
  );
}

function MergeDialog({ tag, onClose, onChanged }: TagDrawerProps) {
  const [into, setInto] = useState<readonly number[]>([]);
  const target = into[0];
  const merge = useAction<number, Tag>({
    run: (intoTagNo) => mergeTag(tag.tagNo, intoTagNo),
    done: (after) => `已并入「${after.name}」，现有 ${formatExact(after.memberCount)} 位客户`,
    refresh: [["tags"], ["members"]],
    onDone: (after) => {
      onChanged(after);
      onClose();
    },
    quietFailure: true,
  });
  return (
    <Modal
      open
      title={`把「${tag.name}」并入另一个标签`}
      okText="合并标签"
      cancelText="取消"
      okButtonProps={{ danger: true, disabled: target === undefined }}
      confirmLoading={merge.isPending}
      onCancel={onClose}
      onOk={() => target !== undefined && merge.mutate(target)}
      width={460}
    >
      {merge.isError && <Alert type="error" showIcon title={problemText(merge.error).title} />}
      <p style={{ margin: "8px 0 12px" }}>
        带有「{tag.name}」的 {formatExact(tag.memberCount)} 位客户会改带下面这个标签，「{tag.name}
        」停用。不能自动撤销，请确认两个标签是一个意思。
      </p>
      <TagPicker
        value={into}
        onChange={setInto}
        multiple={false}
        manualOnly
        without={tag.tagNo}
        placeholder="并入哪个标签"
        style={{ width: "100%" }}
      />
    </Modal>
  );
}

/** One tag: who carries it, how it gets on, and what can be done with it. */
export function TagDrawer({ tag, onClose, onChanged }: TagDrawerProps) {
  const can = useCan();
  const isPhone = useIsPhone();
  const { modal } = App.useApp();
  const [dialog, setDialog] = useState<"rename" | "merge" | null>(null);
  const archive = useAction({
    run: () => archiveTag(tag.tagNo),
    done: `「${tag.name}」已停用`,
    refresh: [["tags"], ["members"]],
    onDone: onClose,
  });
  const mayWrite = can("tag.write");
  const dialogs = { tag, onChanged, onClose: () => setDialog(null) };
  return (
    <Drawer open onClose={onClose} size={isPhone ? "100%" : 620} title={tag.name}>
      <p className={styles.faint}>
        {tagFamilyNames[tag.family]} · {tag.groupName} · {tag.createdBy} 于 <DateTime value={tag.createdAt} /> 建立
        {tag.madeByKind === "guide" && "（导购在一线建的）"}
      </p>
      <div className={styles.count}>
        <strong>{formatExact(tag.memberCount)}</strong> 位客户带有它
        {can("member.read") && tag.memberCount > 0 && <Link to={`/members?tags=${tag.tagNo}`}>查看这些客户</Link>}
      </div>
      {mayWrite && (
        <div className={styles.actions}>
          <Button size="small" onClick={() => setDialog("rename")}>
            改名
          </Button>
          {tag.kind === "manual" && (
            <Button size="small" onClick={() => setDialog("merge")}>
              并入其他标签
            </Button>
          )}
          <Button
            size="small"
            danger
            onClick={() =>
              void modal.confirm({
                title: `停用「${tag.name}」？`,
                content: `${formatExact(tag.memberCount)} 位客户身上将不再显示它，也不能再用来筛选；历史记录会保留。停用后不能在这里恢复。`,
                okText: "停用",
                okButtonProps: { danger: true },
                cancelText: "取消",
                onOk: () => archive.mutateAsync(),
              })
            }
          >
            停用
          </Button>
        </div>
      )}
      {tag.kind === "rule" && (
        <section>
          <h3 className={styles.heading}>自动打标签的规则</h3>
          <RulePanel tag={tag} mayWrite={mayWrite} />
        </section>
      )}
      {can("audit.read") && (
        <section>
          <h3 className={styles.heading}>变更记录</h3>
          <SubjectHistory kind="tag" id={String(tag.tagNo)} />
        </section>
      )}
      {dialog === "rename" && <RenameDialog {...dialogs} />}
      {dialog === "merge" && <MergeDialog {...dialogs} />}
    </Drawer>
  );
}
