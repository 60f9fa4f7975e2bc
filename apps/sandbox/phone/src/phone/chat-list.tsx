import { useContext } from "react";
import type { PhoneView } from "../../../src/phone-server/views.ts";
import { PulseContext } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import { shortTime } from "../format.ts";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly view: PhoneView;
  open(sheet: Sheet): void;
  toScan(): void;
}

/** Conversations, the latest first. */
export function ChatList({ view, open, toScan }: Props) {
  const now = useContext(PulseContext)?.now ?? 0;
  return (
    <>
      <TitleBar title={view.person.userid ? "企业微信" : "微信"} />
      {view.conversations.length === 0 && (
        <div className="blank">
          <p>还没有会话。扫一个门店的码，加上导购试试。</p>
          <button type="button" className="primary" onClick={toScan}>
            扫一扫
          </button>
        </div>
      )}
      <ul className="list">
        {view.conversations.map(({ key, kind, title, note, last }) => (
          <li key={key}>
            <button type="button" className="row" onClick={() => open({ kind: "chat", key })}>
              <Avatar name={title} staff={kind === "guide"} />
              <span className="grow">
                <b>{title}</b>
                <small>{note ?? last?.text ?? "打个招呼吧"}</small>
              </span>
              {last && <time>{shortTime(last.at, now)}</time>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
