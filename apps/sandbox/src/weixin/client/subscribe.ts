import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { openidIn } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";

const IN_PAGE = "0";
const IN_WEB_PAGE = "1";

/** The person answers a subscription box: every accept allows one message. @throws RangeError for more than 3 or unknown templates */
export function answerSubscription(
  world: World,
  account: Account,
  person: Person,
  answers: Readonly<Record<string, "accept" | "reject">>,
): Record<string, "accept" | "reject"> {
  const ids = Object.keys(answers);
  if (ids.length > WEIXIN_QUOTAS.subscribeTemplatesPerRequest.amount)
    throw new RangeError("20003 一次最多订阅 3 个模板");
  const unknown = ids.find((id) => !account.subscriptions.templates.has(id));
  if (unknown) throw new RangeError(`20001 没有这个模板：${unknown}`);
  const openid = openidIn(world, person, account);
  for (const [id, answer] of Object.entries(answers)) {
    const key = `${openid} ${id}`;
    if (answer === "accept") account.subscriptions.accepts.set(key, (account.subscriptions.accepts.get(key) ?? 0) + 1);
  }
  const popupScene = account.kind === "mini_program" ? IN_PAGE : IN_WEB_PAGE;
  const list = Object.entries(answers).map(([templateId, subscribeStatusString]) => ({
    templateId,
    subscribeStatusString,
    popupScene,
  }));
  tell(world, account, openid, "subscribe_msg_popup_event", { event: { list } });
  return { ...answers };
}

/** The person turns a template off in the settings: what was accepted is gone; only this is told. */
export function rejectSubscription(world: World, account: Account, person: Person, templateId: string): void {
  const openid = openidIn(world, person, account);
  account.subscriptions.accepts.delete(`${openid} ${templateId}`);
  tell(world, account, openid, "subscribe_msg_change_event", {
    event: { list: [{ templateId, subscribeStatusString: "reject" }] },
  });
}
