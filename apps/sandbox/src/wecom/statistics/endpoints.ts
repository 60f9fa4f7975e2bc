import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { integer, integers, object, texts } from "../../http/read.ts";
import { member } from "../contacts/endpoints.ts";
import { departmentsUnder } from "../contacts/tree.ts";
import { mayContact } from "../customers/endpoints.ts";
import { behaviorOf } from "./behavior.ts";
import { groupFigures } from "./group-figures.ts";
import { pastDays } from "./window.ts";

const ORDERS = { 1: "new_chat_cnt", 2: "chat_total", 3: "new_member_cnt", 4: "member_total" } as const;

/** Figures of past days, from what really happened in this world: wecom-api.md §10. */
export const statisticsEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/get_user_behavior_data", (call) => {
    mayContact(call);
    const { world, body } = call;
    const users = texts(body, "userid", WECOM_QUOTAS.statisticsUsers.amount, 81017);
    const parties = integers(body, "partyid");
    if (parties.length > WECOM_QUOTAS.statisticsParties.amount) refuse(81017, "partyid");
    if (users.length === 0 && parties.length === 0) refuse(40063, "userid and partyid");
    const days = pastDays(world, integer(body, "start_time"), integer(body, "end_time"));
    const wanted = new Set(users.map((userid) => member(call, userid).userid));
    const within = departmentsUnder(world, parties);
    for (const known of world.wecom.contacts.members.values())
      if (known.departments.some((id) => within.has(id))) wanted.add(known.userid);
    return { behavior_data: behaviorOf(world, wanted, days) };
  }),
  post("/cgi-bin/externalcontact/groupchat/statistic", (call) => {
    mayContact(call);
    const { world, body } = call;
    const { owners, days } = question(call);
    const order = ORDERS[integer(body, "order_by", 1) as keyof typeof ORDERS] ?? refuse(40058, "order_by is 1 to 4");
    const sign = integer(body, "order_asc", 0) === 1 ? 1 : -1;
    const offset = integer(body, "offset", 0);
    const limit = integer(body, "limit", 500);
    if (limit < 1 || limit > 1000) refuse(40058, "limit is 1 to 1000");
    const rows = owners
      .map((owner) => ({ owner, data: groupFigures(world, new Set([owner]), days) }))
      .sort((a, b) => sign * (a.data[order] - b.data[order]));
    const items = rows.slice(offset, offset + limit);
    return { total: rows.length, next_offset: offset + items.length, items };
  }),
  post("/cgi-bin/externalcontact/groupchat/statistic_group_by_day", (call) => {
    mayContact(call);
    const { owners, days } = question(call);
    const all = new Set(owners);
    return { items: days.map((day) => ({ stat_time: day, data: groupFigures(call.world, all, [day]) })) };
  }),
];

function question(call: Call): { readonly owners: string[]; readonly days: number[] } {
  const { world, body } = call;
  const owners = texts(object(body, "owner_filter"), "userid_list", WECOM_QUOTAS.statisticsUsers.amount, 81017);
  if (owners.length === 0) refuse(40063, "owner_filter");
  const from = integer(body, "day_begin_time");
  return {
    owners: owners.map((userid) => member(call, userid).userid),
    days: pastDays(world, from, integer(body, "day_end_time", from)),
  };
}
