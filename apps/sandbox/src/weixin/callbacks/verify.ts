import { signCallback } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { hex } from "../accounts/accounts.ts";
import type { CallbackSetting } from "../accounts/state.ts";

/** Asks the address for its echo, as the back office does before it saves: wechat-api.md §1.2. Returns why it failed. */
export async function verifyCallback(world: World, { url, token }: CallbackSetting): Promise<string | undefined> {
  const timestamp = String(secondsOf(world.clock));
  const nonce = hex(world.random, 10);
  const echostr = hex(world.random, 19);
  const query = new URLSearchParams({
    signature: signCallback(token, timestamp, nonce, ""),
    timestamp,
    nonce,
    echostr,
  });
  try {
    const response = await fetch(`${url}${url.includes("?") ? "&" : "?"}${query}`, {
      signal: AbortSignal.timeout(5000),
    });
    const answer = await response.text();
    if (response.status !== 200) return `请求 URL 返回 HTTP ${response.status}`;
    return answer === echostr ? undefined : "token 校验失败：返回的内容不是 echostr";
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "请求 URL 超时（5 秒）" : "请求 URL 无法连接";
  }
}
