import { useState } from "react";
import { Callbacks } from "./callbacks.tsx";
import { Clock } from "./clock.tsx";
import { Crowd } from "./crowd.tsx";
import { Faults } from "./faults.tsx";
import { Notices } from "./notices.tsx";
import { WorldSummary } from "./world-summary.tsx";

const tabs = [
  ["callbacks", "回调", Callbacks],
  ["notices", "支付通知", Notices],
  ["crowd", "人群", Crowd],
  ["faults", "故障", Faults],
  ["world", "概况", WorldSummary],
] as const;

/** What the sandbox does behind the phone, and how to steer it. */
export function ControlPanel() {
  const [open, setOpen] = useState<(typeof tabs)[number][0]>("callbacks");
  return (
    <div className="panel">
      <Clock />
      <div className="tabs" role="tablist">
        {tabs.map(([id, label]) => (
          <button key={id} type="button" role="tab" aria-selected={open === id} onClick={() => setOpen(id)}>
            {label}
          </button>
        ))}
      </div>
      {tabs.map(([id, , Part]) => open === id && <Part key={id} />)}
    </div>
  );
}
