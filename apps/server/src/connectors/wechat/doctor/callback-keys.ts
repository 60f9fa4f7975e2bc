import { EnvelopeRefused, openCiphertext, sealPlaintext } from "@feilun/wechat-protocol";
import type { WechatAccount } from "../accounts/account.ts";
import type { Finding } from "./finding.ts";

const check = "callback_keys";
const name = "回调 Token 与密钥";

interface Received {
  readonly lastReceivedAt: Date | null;
  readonly refused: readonly { readonly reason: string; readonly times: number; readonly lastAt: Date }[];
}

/** What refused callbacks say about the keys; those before the last good one are past. */
const told: Readonly<Record<string, { cause: string; remedy: string; field: Finding["field"] }>> = {
  signature_wrong: {
    cause: "平台后台填写的 Token 与这里的不一致",
    remedy: "把两边的 Token 改成一样：在这里重新生成，再整套复制到后台保存",
    field: "secrets.callbackToken",
  },
  cannot_decrypt: {
    cause: "平台后台填写的 EncodingAESKey 与这里的不一致",
    remedy: "把两边的 EncodingAESKey 改成一样：在这里重新生成，再整套复制到后台保存",
    field: "secrets.callbackAesKey",
  },
  receiver_wrong: {
    cause: "回调来自另一个企业或账号，或者这里的企业 ID、AppID 填错了",
    remedy: "核对企业 ID 或 AppID；如果另一个账号的后台填了这个回调地址，请在那边改掉",
    field: "accountId",
  },
};

/** Whether the keys are there, work by themselves, and agree with those of the back office as far as callbacks told. */
export function keysFinding(account: WechatAccount, { lastReceivedAt, refused }: Received): Finding {
  const { callbackToken, callbackAesKey } = account.secrets;
  if (!callbackToken || !callbackAesKey)
    return {
      check,
      name,
      state: "failed",
      detail: "还没有设置",
      cause: "没有密钥就收不到平台的消息与事件",
      remedy: "点“生成 Token 与密钥”，复制到平台后台保存",
      field: "callbackKeys",
    };
  const broken = roundTrip(account);
  if (broken)
    return {
      check,
      name,
      state: "failed",
      detail: "用这套密钥自己加密的内容自己解不开",
      cause: broken,
      remedy: "重新生成 Token 与密钥，再复制到平台后台",
      field: "callbackKeys",
    };
  const [latest] = refused
    .filter(({ reason, lastAt }) => told[reason] && (!lastReceivedAt || lastAt > lastReceivedAt))
    .toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  const words = latest && told[latest.reason];
  if (latest && words)
    return { check, name, state: "failed", detail: `有 ${latest.times} 次回调没有通过验证`, ...words };
  return { check, name, state: "ok", detail: "加密解密自检通过，没有被拒绝的回调" };
}

/** Seals a text as the platform would and opens it again; what went wrong, or undefined. */
function roundTrip(account: WechatAccount): string | undefined {
  const { accountId, secrets } = account;
  const keys = {
    token: secrets.callbackToken ?? "",
    encodingAesKey: secrets.callbackAesKey ?? "",
    receiverId: accountId,
  };
  try {
    const { query, ciphertext } = sealPlaintext(keys, "feilun", { timestamp: "1", nonce: "doctor" });
    return openCiphertext(keys, query, ciphertext) === "feilun" ? undefined : "内容变了";
  } catch (error) {
    return error instanceof EnvelopeRefused ? error.reason : "EncodingAESKey 不是有效的密钥";
  }
}
