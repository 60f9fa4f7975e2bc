import { type FormEvent, useState } from "react";
import { post, useDoing, useLive } from "../api.ts";

interface CrowdView {
  readonly running: boolean;
  readonly size: number;
  readonly pace: number;
  readonly guides: boolean;
  readonly people: number;
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly model: { readonly rates: Readonly<Record<string, number>> };
}

const WORDS: Readonly<Record<string, string>> = {
  arrive: "来到",
  scan: "扫导购码",
  scanAgain: "删除后又来扫码",
  joinGroup: "扫码进群",
  open: "打开会话",
  click: "点链接",
  write: "给导购发消息",
  speakInGroup: "在群里发言",
  seeMoments: "看朋友圈",
  like: "点赞",
  comment: "评论",
  share: "推荐给朋友",
  leaveGroup: "退群",
  block: "删除导购",
  followAccount: "关注公众号",
  unfollowAccount: "取消关注",
  pressMenu: "点公众号菜单",
  openMiniProgram: "打开小程序",
  buy: "在小程序下单",
  askRefund: "申请退款",
  pay: "付款",
  goAway: "走开不付",
  accept: "导购通过申请",
  answer: "导购回复",
  confirmMassMessage: "导购确认群发",
  publishMoment: "导购发表朋友圈",
};

/** Simulated customers: start, stop, how many and how fast. */
export function Crowd() {
  const { data } = useLive<CrowdView>("/crowd");
  const { busy, run } = useDoing();
  if (!data) return null;
  const rows = [
    ...new Set([...Object.keys(data.model.rates), ...Object.keys(data.done), ...Object.keys(data.refused)]),
  ];
  return (
    <>
      <p className="hint">
        模拟顾客按公开的行为模型自己扫码、进群、看消息、关注、退群、删除，接上商城后还会下单、付款和退款；只通过微信能做的动作。把时钟调快，一周很快过完。
      </p>
      <CrowdForm key={`${data.size} ${data.pace} ${data.guides}`} crowd={data} />
      <div className="inline">
        <button
          type="button"
          className={data.running ? "danger" : "primary"}
          disabled={busy}
          onClick={() => run(() => post("/crowd", { running: !data.running }))}
        >
          {data.running ? "停下" : "开始"}
        </button>
        <span>
          {data.running ? "活动中" : "未开始"} · 现有 {data.people} 人
        </span>
      </div>
      <table>
        <thead>
          <tr>
            <th>行为</th>
            <th>每人每天（模型）</th>
            <th>做过</th>
            <th>被拒</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <tr key={name}>
              <td>{WORDS[name] ?? name}</td>
              <td>{data.model.rates[name] ?? "—"}</td>
              <td>{data.done[name] ?? 0}</td>
              <td>{data.refused[name] ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function CrowdForm({ crowd }: { readonly crowd: CrowdView }) {
  const { busy, run } = useDoing();
  const [size, setSize] = useState(crowd.size);
  const [pace, setPace] = useState(crowd.pace);
  const [guides, setGuides] = useState(crowd.guides);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(() => post("/crowd", { size, pace, guides }));
  };
  return (
    <form className="inline" onSubmit={submit}>
      <label>
        人数 <input type="number" min={1} max={50_000} value={size} onChange={(e) => setSize(e.target.valueAsNumber)} />
      </label>
      <label>
        活跃倍数{" "}
        <input
          type="number"
          min={0.1}
          max={100}
          step={0.1}
          value={pace}
          onChange={(e) => setPace(e.target.valueAsNumber)}
        />
      </label>
      <label>
        <input type="checkbox" checked={guides} onChange={(e) => setGuides(e.target.checked)} /> 导购也自动处理
      </label>
      <button type="submit" disabled={busy}>
        保存
      </button>
    </form>
  );
}
