import type { LineView, WorkbenchView } from "../../../src/phone-server/views.ts";
import { act, useDoing, useLive } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import { clockTime } from "../format.ts";
import { LineBody } from "./line.tsx";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly userid: string;
  open(sheet: Sheet): void;
}

/** What waits for a guide in WeCom: requests, mass messages to confirm, moments to publish, and the customers. */
export function Workbench({ userid, open }: Props) {
  const { data } = useLive<WorkbenchView>(`/phone/workbench?userid=${encodeURIComponent(userid)}`);
  const { busy, run } = useDoing();
  if (!data) return <TitleBar title="工作台" />;
  return (
    <>
      <TitleBar title="工作台" />
      <h3>新的客户（{data.requests.length}）</h3>
      {data.requests.map(({ externalUserid, name, at }) => (
        <div key={externalUserid} className="row">
          <Avatar name={name} />
          <span className="grow">
            <b>{name}</b>
            <small>{clockTime(at)} 请求添加你</small>
          </span>
          <button
            type="button"
            className="primary"
            disabled={busy}
            onClick={() => run(() => act("wecom.accept_friend", { userid, externalUserid }))}
          >
            通过
          </button>
        </div>
      ))}
      <h3>企业群发</h3>
      {data.massMessages.length === 0 && <p className="empty">没有要确认的群发</p>}
      {data.massMessages.map(({ msgid, at, toGroups, lines, targets, sent, cancelled }) => (
        <Task key={msgid} at={at} lines={lines} open={open} about={`发给 ${targets} 个${toGroups ? "客户群" : "客户"}`}>
          <button
            type="button"
            className="primary"
            disabled={busy || sent || cancelled}
            onClick={() => run(() => act("wecom.confirm_mass_message", { msgid, userid }))}
          >
            {cancelled ? "已停止" : sent ? "已发送" : "发送"}
          </button>
        </Task>
      ))}
      <h3>企业朋友圈</h3>
      {data.moments.length === 0 && <p className="empty">没有要发表的朋友圈</p>}
      {data.moments.map(({ momentId, at, lines, published }) => (
        <Task key={momentId} at={at} lines={lines} open={open} about="发表给可见客户">
          <button
            type="button"
            className="primary"
            disabled={busy || published}
            onClick={() => run(() => act("wecom.publish_moment", { momentId, userid }))}
          >
            {published ? "已发表" : "发表"}
          </button>
        </Task>
      ))}
      <h3>我的客户（{data.customerCount}）</h3>
      <ul className="list">
        {data.customers.map(({ externalUserid, name, remark, tags, removed }) => (
          <li key={externalUserid}>
            <button
              type="button"
              className="row"
              onClick={() => open({ kind: "chat", key: `wecom/${userid}/${externalUserid}` })}
            >
              <Avatar name={name} />
              <span className="grow">
                <b>{remark || name}</b>
                <small>{removed ? "对方已删除你" : tags.join("、") || "未打标签"}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data.customerCount > data.customers.length && <p className="empty">显示最近的 {data.customers.length} 位</p>}
    </>
  );
}

interface TaskProps extends Pick<Props, "open"> {
  readonly at: number;
  readonly lines: readonly LineView[];
  readonly about: string;
  readonly children: React.ReactNode;
}

function Task({ at, lines, about, open, children }: TaskProps) {
  return (
    <div className="task">
      {lines.map((line) => (
        <LineBody key={line.id} line={line} open={open} />
      ))}
      <div className="row">
        <small className="grow">
          {clockTime(at)} · {about}
        </small>
        {children}
      </div>
    </div>
  );
}
