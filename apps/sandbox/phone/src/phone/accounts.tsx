import type { AccountRow, PhoneView } from "../../../src/phone-server/views.ts";
import { act, useDoing } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly view: PhoneView;
  open(sheet: Sheet): void;
}

/** Official accounts and mini programs that this WeChat knows: found by name, as in a search. */
export function Accounts({ view, open }: Props) {
  const { busy, run } = useDoing();
  const enter = (account: AccountRow) => {
    if (account.kind === "mini_program") return open({ kind: "mini", appid: account.appid, page: "" });
    if (account.following) return open({ kind: "chat", key: account.key });
    run(async () => {
      const { openid } = await act<{ openid: string }>("oa.follow", { appid: account.appid, person: view.person.id });
      open({ kind: "chat", key: `oa/${account.appid}/${openid}` });
    });
  };
  return (
    <>
      <TitleBar title="公众号和小程序" />
      {view.accounts.length === 0 && <p className="empty">还没有公众号和小程序：启动飞轮演示品牌后会自动建好</p>}
      <ul className="list">
        {view.accounts.map((account) => (
          <li key={account.appid}>
            <button type="button" className="row" disabled={busy} onClick={() => enter(account)}>
              <Avatar name={account.name} />
              <span className="grow">
                <b>{account.name}</b>
                <small>
                  {account.kind === "mini_program" ? "小程序" : account.following ? "公众号 · 已关注" : "公众号"}
                </small>
              </span>
              <span className="go">
                {account.kind === "mini_program" ? "打开" : account.following ? "进入" : "关注"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
