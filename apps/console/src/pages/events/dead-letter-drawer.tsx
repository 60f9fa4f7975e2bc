import { Alert, Button, Descriptions, Drawer, Input } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { type DeadLetter, mendDeadLetter, replayDeadLetter, useEventTypes } from "./event-api.ts";
import styles from "./events.module.css";
import { readEvent } from "./read-event.ts";
import { propertiesInWords } from "./schema-words.ts";

/** One dead letter: what is wrong, what the type takes, and the event to mend and try again. */
export function DeadLetterDrawer({ letter: given, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const isPhone = useIsPhone();
  const types = useEventTypes();
  const [letter, setLetter] = useState(given);
  const [text, setText] = useState(() => JSON.stringify(given.event, null, 2));
  const read = readEvent(text);
  const isChanged = text !== JSON.stringify(letter.event, null, 2);
  const type = types.data?.items.find(({ name }) => name === ("event" in read ? read.event.type : letter.type));

  const replay = useAction<void, { logged: boolean; deadLetter: DeadLetter | null }>({
    run: async () => {
      if (isChanged && "event" in read) setLetter(await mendDeadLetter(letter.eventKey, read.event));
      return replayDeadLetter(letter.eventKey);
    },
    done: ({ logged }) => (logged ? "已入库" : ""),
    refresh: [["events"]],
    onDone: ({ logged, deadLetter }) => {
      if (logged) onClose();
      else if (deadLetter) setLetter(deadLetter);
    },
    quietFailure: true,
  });
  const problem = replay.isError ? problemText(replay.error) : null;
  const hasFailedAgain = replay.data?.logged === false;

  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? "100%" : 640}
      title={letter.typeLabel ?? letter.type ?? "异常事件"}
      footer={
        <div className={styles.drawerFoot}>
          <Button onClick={onClose}>关闭</Button>
          <Button
            type="primary"
            disabled={"problem" in read}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {isChanged ? "保存并重放" : "重放"}
          </Button>
        </div>
      }
    >
      <Alert
        type="error"
        showIcon
        title={hasFailedAgain ? `还是不行：${letter.reasonLabel}` : letter.reasonLabel}
        description={
          <>
            {letter.reasonPath && <code>{letter.reasonPath}</code>} {letter.reason}
          </>
        }
        style={{ marginBottom: 16 }}
      />
      {problem && (
        <Alert type="error" showIcon title={problem.title} description={problem.detail} style={{ marginBottom: 16 }} />
      )}
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: "source", label: "来源系统", children: `${letter.source} · ${letter.eventId}` },
          { key: "received", label: "收到", children: <DateTime value={letter.receivedAt} /> },
          {
            key: "failed",
            label: "最近一次失败",
            children: (
              <>
                <DateTime value={letter.failedAt} />
                （试过 {letter.attempts} 次）
              </>
            ),
          },
          ...(letter.editedAt
            ? [
                {
                  key: "edited",
                  label: "修改",
                  children: (
                    <>
                      {letter.editedBy} · <DateTime value={letter.editedAt} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <h3 className={styles.heading}>事件内容</h3>
      <p className={styles.faint}>客户标识已打码；打码的地方不改，就按原来的值处理。</p>
      <Input.TextArea
        aria-label="事件内容"
        className={styles.editor}
        autoSize={{ minRows: 10, maxRows: 24 }}
        spellCheck={false}
        status={"problem" in read ? "error" : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {"problem" in read && <p className={styles.bad}>{read.problem}</p>}
      {type && (
        <>
          <h3 className={styles.heading}>「{type.label}」要求的属性</h3>
          <ul className={styles.wants}>
            {propertiesInWords(type.schema).map((property) => (
              <li key={property.name}>
                <code>{property.name}</code>
                {property.required && "（必填）"}：{property.takes}
                {property.description && <span className={styles.faint}> {property.description}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
