import { type FormEvent, useState } from "react";
import type { CodeKind, CodeRow, ScanOutcome } from "../../../src/phone-server/views.ts";
import { act, useDoing, useLive } from "../api.ts";
import { TitleBar } from "./title-bar.tsx";

const KINDS: Readonly<Record<CodeKind, string>> = {
  contact: "加导购",
  group: "进群",
  acquisition: "获客链接",
  account: "公众号",
  mini: "小程序",
};

interface Props {
  readonly person: string;
  onFound(found: ScanOutcome): void;
}

/** The camera: paste what a code holds, or pick one of the live codes. */
export function Scan({ person, onFound }: Props) {
  const { busy, run } = useDoing();
  const [text, setText] = useState("");
  const [q, setQ] = useState("");
  const { data } = useLive<{ total: number; items: CodeRow[] }>(`/phone/codes?q=${encodeURIComponent(q)}`);
  const scan = (code: string) => run(async () => onFound(await act<ScanOutcome>("phone.scan", { person, code })));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    scan(text);
  };
  return (
    <>
      <TitleBar title="扫一扫" />
      <form className="inline padded" onSubmit={submit}>
        <input
          required
          placeholder="粘贴码的内容或任意网址"
          aria-label="码的内容"
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <button type="submit" className="primary" disabled={busy}>
          识别
        </button>
      </form>
      <div className="padded">
        <input
          type="search"
          placeholder="在活码里找"
          aria-label="在活码里找"
          value={q}
          onChange={(e) => setQ(e.target.value)}
        />
      </div>
      {data?.total === 0 && (
        <p className="empty">{q ? "没有找到" : "现在没有活码：在飞轮控制台的“活码”里建一个，这里马上能扫"}</p>
      )}
      <ul className="codes">
        {data?.items.map(({ kind, title, detail, content }) => (
          <li key={content}>
            <button type="button" disabled={busy} onClick={() => scan(content)}>
              <img loading="lazy" alt="" src={`/phone/qr?content=${encodeURIComponent(content)}`} />
              <b>{title}</b>
              <small>
                {KINDS[kind]}
                {detail && ` · ${detail}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {data && data.total > data.items.length && <p className="empty">共 {data.total} 个码，用搜索找其他的</p>}
    </>
  );
}
