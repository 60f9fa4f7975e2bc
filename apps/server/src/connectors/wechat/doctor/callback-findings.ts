import { readCallbackHealth } from "../health/store.ts";
import { callbackAddressFinding } from "./callback-address.ts";
import { keysFinding } from "./callback-keys.ts";
import type { ExaminationTarget, Finding } from "./finding.ts";

/** How long a company of some size is hardly without any event. */
const QUIET_DAYS = 7;
/** Waiting longer than this, callbacks are not being worked off. */
const STUCK_MINUTES = 10;

/** Keys, address, arrival and work of the callbacks. */
export async function callbackFindings(examined: ExaminationTarget): Promise<Finding[]> {
  const { platform, account, options } = examined;
  if (account.purpose === "contact_sync" && !account.secrets.callbackToken)
    return [
      {
        check: "callback_keys",
        name: "回调 Token 与密钥",
        state: "skipped",
        detail: "通讯录同步没有设置回调：成员变动由每晚核对发现",
      },
    ];
  const health = await readCallbackHealth(platform.db, account.id);
  const keys = keysFinding(account, health);
  const findings = [keys];
  if (account.secrets.callbackToken && account.secrets.callbackAesKey)
    findings.push(await callbackAddressFinding(examined));
  findings.push(arrivalFinding(health, options.now()), workFinding(health, options.now()));
  return findings;
}

function arrivalFinding(
  { lastReceivedAt, received24h }: { lastReceivedAt: Date | null; received24h: number },
  now: number,
): Finding {
  const [check, name] = ["callback_arrival", "收到回调"];
  if (!lastReceivedAt)
    return {
      check,
      name,
      state: "warning",
      detail: "还没有收到过任何事件",
      cause: "后台可能还没有保存回调地址，或者还没有发生过事件",
      remedy: "在平台后台保存回调地址与两个密钥，再用手机试一次（企业微信加一次员工，公众号发一条消息）",
    };
  const days = Math.floor((now - lastReceivedAt.getTime()) / 86_400_000);
  if (days >= QUIET_DAYS)
    return {
      check,
      name,
      state: "warning",
      detail: `${days} 天没有收到事件`,
      cause: "可能后台改了回调地址，或外网到不了本系统",
      remedy: "在平台后台重新保存一次回调地址：保存时平台会立即验证",
    };
  return { check, name, state: "ok", detail: `24 小时内收到 ${received24h} 个事件` };
}

function workFinding(health: { parked: number; waiting: number; oldestWaitingAt: Date | null }, now: number): Finding {
  const [check, name] = ["callback_work", "处理回调"];
  if (health.parked > 0)
    return {
      check,
      name,
      state: "warning",
      detail: `${health.parked} 个事件处理不了，已搁置`,
      cause: "每个搁置的事件都记着原因",
      remedy: "在“回调”里查看原因，处理好后点“重新处理”",
      field: "parked",
    };
  const stuck = health.oldestWaitingAt && now - health.oldestWaitingAt.getTime() > STUCK_MINUTES * 60_000;
  if (stuck)
    return {
      check,
      name,
      state: "failed",
      detail: `${health.waiting} 个事件在等待处理，最久的超过 ${STUCK_MINUTES} 分钟`,
      cause: "没有后台进程在处理",
      remedy: "确认有一个带 worker 角色的飞轮进程在运行（FEILUN_ROLES）",
    };
  return { check, name, state: "ok", detail: health.waiting === 0 ? "没有积压" : `${health.waiting} 个正在处理` };
}
