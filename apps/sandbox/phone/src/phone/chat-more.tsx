import type { ChatView, PhoneView } from "../../../src/phone-server/views.ts";
import { act, useDoing } from "../api.ts";

interface Props {
  readonly chat: ChatView;
  readonly view: PhoneView;
  /** The conversation is no longer on this phone. */
  onGone(): void;
}

/** What one can do with a conversation besides talking: delete, leave, unfollow. */
export function ChatMore({ chat, view, onGone }: Props) {
  const { busy, run } = useDoing();
  const [, first = "", second = ""] = chat.key.split("/");
  const button = (label: string, name: string, input: object, gone = false) => (
    <button
      type="button"
      className="danger"
      disabled={busy}
      onClick={() => run(() => act(name, input).then(() => gone && onGone()))}
    >
      {label}
    </button>
  );
  const relation = { userid: first, externalUserid: second };
  const me = view.person.userid ?? view.externalUserid;
  return (
    <div className="more">
      {chat.kind === "guide" && chat.note !== "已删除" && button("删除这位导购", "wecom.delete_member", relation)}
      {chat.kind === "customer" && button("删除这位客户", "wecom.delete_customer", relation, true)}
      {chat.kind === "group" && button("退出群聊", "wecom.leave_group", { chatId: first, id: me }, true)}
      {chat.kind === "account" && button("取消关注", "oa.unfollow", { appid: first, person: view.person.id })}
      {chat.members.length > 0 && (
        <p className="members">
          群成员 {chat.members.length} 人：
          {chat.members
            .slice(0, 40)
            .map(({ name, staff }) => (staff ? `${name}（员工）` : name))
            .join("、")}
        </p>
      )}
    </div>
  );
}
