import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ChatView, PhoneView } from "../../../src/phone-server/views.ts";
import { act, useDoing, useLive } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import { clockTime } from "../format.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ChatMore } from "./chat-more.tsx";
import { LineBody } from "./line.tsx";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly chatKey: string;
  readonly view: PhoneView;
  open(sheet: Sheet): void;
  back(): void;
}

/** One conversation. */
export function Chat({ chatKey, view, open, back }: Props) {
  const person = view.person.id;
  const { data: chat, error } = useLive<ChatView>(
    `/phone/chat?person=${encodeURIComponent(person)}&key=${encodeURIComponent(chatKey)}`,
  );
  const [more, setMore] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const last = chat?.lines.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is the reason to scroll
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [last]);
  return (
    <>
      <TitleBar title={chat?.title ?? ""} back={back}>
        <button type="button" aria-label="更多" aria-pressed={more} onClick={() => setMore(!more)}>
          ⋯
        </button>
      </TitleBar>
      <div className="screen talk">
        {error && <p className="empty">{error}</p>}
        {chat && more && <ChatMore chat={chat} view={view} onGone={back} />}
        {chat?.lines.map((line, at) => (
          <div key={line.id}>
            {line.at - (chat.lines[at - 1]?.at ?? 0) > 5 * 60_000 && <p className="when">{clockTime(line.at)}</p>}
            <div className={line.mine ? "line mine" : "line"}>
              <Avatar name={line.sender} />
              <div className="bubble">
                {chat.kind === "group" && !line.mine && <small className="sender">{line.sender}</small>}
                <LineBody line={line} open={open} />
              </div>
            </div>
          </div>
        ))}
        {chat?.note && <p className="when">{chat.note}</p>}
        <div ref={end} />
      </div>
      {chat?.kind === "account" && chat.menu.length > 0 && <AccountMenu chat={chat} person={person} open={open} />}
      {chat?.writable && <Writer chat={chat} view={view} />}
    </>
  );
}

function Writer({ chat, view }: { readonly chat: ChatView; readonly view: PhoneView }) {
  const { busy, run } = useDoing();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const content = text.trim();
    if (content)
      run(async () => {
        await write(chat, view, content);
        setText("");
      });
  };
  return (
    <form className="writer" onSubmit={submit}>
      <input
        placeholder="写点什么"
        aria-label="消息"
        maxLength={2000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <button type="submit" className="primary" disabled={busy || text.trim() === ""}>
        发送
      </button>
    </form>
  );
}

/** Says it in the way that this kind of conversation has. */
function write({ key, kind }: ChatView, { person, externalUserid }: PhoneView, content: string): Promise<unknown> {
  const [, first = "", second = ""] = key.split("/");
  switch (kind) {
    case "guide":
    case "customer":
      return act("wecom.chat", {
        ...{ userid: first, externalUserid: second, content },
        from: kind === "guide" ? "customer" : "member",
      });
    case "group":
      return act("wecom.group_chat", { chatId: first, from: person.userid ?? externalUserid, content });
    case "service":
      return act("kf.say", { person: person.id, openKfid: first, content });
    case "app":
      return act("wecom.write_to_app", { userid: second, agentId: first, content });
    default:
      return act("weixin.say", { appid: first, person: person.id, message: { kind: "text", content } });
  }
}
