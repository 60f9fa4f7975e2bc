import { type FormEvent, useState } from "react";
import type { Fault, FaultKind, Platform } from "../../../src/http/state.ts";
import { act, useDoing, useLive } from "../api.ts";

const PLATFORMS: Readonly<Record<Platform, string>> = {
  wecom: "企业微信",
  weixin: "公众号和小程序",
  pay: "微信支付",
  ads: "腾讯广告",
};
const KINDS: Readonly<Record<FaultKind["kind"], string>> = {
  errcode: "返回错误码",
  refusal: "支付返回错误",
  http_status: "网关错误（5xx）",
  slow: "答得慢",
  lost_answer: "做了但不答",
  lost_request: "没做也不答",
  duplicate: "回调发两次",
  delay: "回调迟到",
  drop: "回调不发",
  probe: "支付通知签名探测",
};
const VALUE: Partial<Record<FaultKind["kind"], readonly [label: string, field: string, initial: number | string]>> = {
  errcode: ["错误码", "errcode", 45009],
  refusal: ["错误码", "code", "SYSTEM_ERROR"],
  http_status: ["状态码", "status", 502],
  slow: ["毫秒", "ms", 6000],
  delay: ["毫秒", "ms", 5000],
};
const ofCallbacks: readonly FaultKind["kind"][] = ["duplicate", "delay", "drop", "probe"];
const ofPay: readonly FaultKind["kind"][] = ["refusal", "probe"];

/** What goes wrong on demand. */
export function Faults() {
  const { data } = useLive<Fault[]>("/faults");
  const { busy, run } = useDoing();
  return (
    <>
      <p className="hint">给接口或回调加故障，看产品怎么应对。路径末尾可用 *；回调的路径是 callback。</p>
      <FaultForm />
      {data?.length === 0 && <p className="empty">现在没有故障</p>}
      {data?.map(({ id, platform, path, what, left, share }) => (
        <div key={id} className="row">
          <span className="grow">
            <b>
              {KINDS[what.kind]} {Object.values(what).slice(1).join(" ")}
            </b>
            <small>
              {PLATFORMS[platform]} {path} · {left === undefined ? "一直" : `还有 ${left} 次`} · 概率{" "}
              {Math.round(share * 100)}%
            </small>
          </span>
          <button type="button" disabled={busy} onClick={() => run(() => act("faults.remove", { id }))}>
            删除
          </button>
        </div>
      ))}
    </>
  );
}

function FaultForm() {
  const { busy, run } = useDoing();
  const [platform, setPlatform] = useState<Platform>("wecom");
  const [kind, setKind] = useState<FaultKind["kind"]>("errcode");
  const [path, setPath] = useState("/cgi-bin/externalcontact/*");
  const [value, setValue] = useState<number | string>(45009);
  const [times, setTimes] = useState("1");
  const [percent, setPercent] = useState(100);
  const setting = VALUE[kind];
  const choose = (next: FaultKind["kind"]) => {
    setKind(next);
    setValue(VALUE[next]?.[2] ?? 0);
    if (ofPay.includes(next)) setPlatform("pay");
    if (ofCallbacks.includes(next)) setPath("callback");
    else if (path === "callback") setPath("*");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const what = { kind, ...(setting && { [setting[1]]: value }) };
    const often = times === "" ? {} : { times: Number(times) };
    run(() => act("faults.add", { platform, path, what, share: percent / 100, ...often }));
  };
  return (
    <form className="inline" onSubmit={submit}>
      <label>
        平台
        <select value={platform} onChange={(e) => setPlatform(e.target.value as Platform)}>
          {Object.entries(PLATFORMS).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        故障
        <select value={kind} onChange={(e) => choose(e.target.value as FaultKind["kind"])}>
          {Object.entries(KINDS).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {setting && (
        <label>
          {setting[0]}
          <input
            type={typeof setting[2] === "number" ? "number" : "text"}
            required
            value={value}
            onChange={(e) => setValue(typeof setting[2] === "number" ? e.target.valueAsNumber : e.target.value)}
          />
        </label>
      )}
      <label className="wide">
        路径
        <input required value={path} onChange={(e) => setPath(e.target.value)} />
      </label>
      <label>
        次数
        <input type="number" min={1} placeholder="一直" value={times} onChange={(e) => setTimes(e.target.value)} />
      </label>
      <label>
        概率 %
        <input
          type="number"
          min={1}
          max={100}
          required
          value={percent}
          onChange={(e) => setPercent(e.target.valueAsNumber)}
        />
      </label>
      <button type="submit" className="primary" disabled={busy}>
        加上
      </button>
    </form>
  );
}
