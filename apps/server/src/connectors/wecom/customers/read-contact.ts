import type { WecomCustomer, WecomFollower } from "@feilun/wechat-protocol";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WecomApi } from "../wecom-api.ts";
import type { SeenFollow } from "./follow.ts";

/** No relation, or none inside the visible range: wecom-api.md §4.1. */
const nobody = new Set([84061, 40096]);

/** Everybody who follows a customer, as far as the app sees them; [] when nobody does. @throws WechatRefusal */
export async function readContact(api: WecomApi, externalUserid: string, signal?: AbortSignal): Promise<SeenFollow[]> {
  const seen: SeenFollow[] = [];
  for (let cursor = ""; ; ) {
    let answer: { external_contact: WecomCustomer; follow_user: WecomFollower[]; next_cursor?: string };
    try {
      answer = await api.get(
        "/cgi-bin/externalcontact/get",
        { external_userid: externalUserid, ...(cursor && { cursor }) },
        signal,
      );
    } catch (error) {
      if (error instanceof WechatRefusal && nobody.has(error.errcode)) return seen;
      throw error;
    }
    for (const relation of answer.follow_user)
      seen.push({
        customer: answer.external_contact,
        relation,
        tagIds: (relation.tags ?? []).flatMap(({ tag_id }) => tag_id ?? []),
      });
    cursor = answer.next_cursor ?? "";
    if (cursor === "") return seen;
  }
}
