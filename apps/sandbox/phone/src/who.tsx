import { type FormEvent, useState } from "react";
import type { PersonRow } from "../../src/phone-server/views.ts";
import { act, useDoing, useLive } from "./api.ts";
import { Avatar } from "./avatar.tsx";

interface Props {
  readonly current: string | undefined;
  onChoose(person: string): void;
}

/** Choose whose phone one holds: a customer's or a guide's; or come as someone new. */
export function Who({ current, onChoose }: Props) {
  const [staff, setStaff] = useState(false);
  const [q, setQ] = useState("");
  const { data } = useLive<{ total: number; items: PersonRow[] }>(
    `/phone/people?staff=${staff ? "yes" : "no"}&q=${encodeURIComponent(q)}`,
  );
  return (
    <div className="panel">
      <h2>我是谁</h2>
      <NewPerson onChoose={onChoose} />
      <div className="tabs" role="tablist">
        <button type="button" role="tab" aria-selected={!staff} onClick={() => setStaff(false)}>
          顾客
        </button>
        <button type="button" role="tab" aria-selected={staff} onClick={() => setStaff(true)}>
          员工（企业微信）
        </button>
      </div>
      <input
        type="search"
        placeholder="找姓名或手机号"
        aria-label="找姓名或手机号"
        value={q}
        onChange={(e) => setQ(e.target.value)}
      />
      <ul className="list">
        {data?.items.map((row) => (
          <li key={row.id}>
            <button type="button" className="row" aria-current={row.id === current} onClick={() => onChoose(row.id)}>
              <Avatar name={row.nickname} staff={row.userid !== undefined} />
              <span className="grow">
                <b>{row.nickname}</b>
                <small>
                  {row.userid ? `${row.position || "成员"} · ${row.userid}` : (row.phone ?? "未绑定手机号")}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data?.total === 0 && (
        <p className="empty">
          {q
            ? `没有叫“${q}”的人`
            : staff
              ? "通讯录里还没有员工：启动飞轮演示品牌后会自动写入"
              : "还没有顾客：在上面创建一个，或让人群来"}
        </p>
      )}
      {data && data.total > data.items.length && (
        <p className="empty">
          共 {data.total} 人，这里显示 {data.items.length} 人；用搜索找其他人
        </p>
      )}
    </div>
  );
}

function NewPerson({ onChoose }: Pick<Props, "onChoose">) {
  const { busy, run } = useDoing();
  const [nickname, setNickname] = useState("");
  const [phone, setPhone] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      const { id } = await act<{ id: string }>("people.add", { nickname, ...(phone && { phone }) });
      setNickname("");
      setPhone("");
      onChoose(id);
    });
  };
  return (
    <form className="inline" onSubmit={submit}>
      <input
        required
        maxLength={30}
        placeholder="微信昵称"
        aria-label="微信昵称"
        value={nickname}
        onChange={(e) => setNickname(e.target.value)}
      />
      <input
        pattern="1[0-9]{10}"
        title="11 位手机号"
        placeholder="手机号（可不填）"
        aria-label="手机号"
        value={phone}
        onChange={(e) => setPhone(e.target.value)}
      />
      <button type="submit" className="primary" disabled={busy}>
        新来一个人
      </button>
    </form>
  );
}
