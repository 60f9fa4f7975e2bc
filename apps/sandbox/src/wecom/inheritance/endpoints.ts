import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { integer, optionalText, text } from "../../http/read.ts";
import { mayContact } from "../customers/endpoints.ts";
import { followOf } from "../customers/relations.ts";
import type { Transfer } from "./state.ts";
import { transferCustomers } from "./transfer-customers.ts";
import { transferGroups } from "./transfer-groups.ts";

/** Inheritance on the job and after resignation, 在职继承 / 离职继承: wecom-api.md §9. */
export const inheritanceEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/transfer_customer", (call) => {
    mayContact(call);
    return transferCustomers(call, "on_job");
  }),
  post("/cgi-bin/externalcontact/transfer_result", (call) => results(call, "on_job")),
  post("/cgi-bin/externalcontact/resigned/transfer_customer", (call) => {
    mayContact(call);
    return transferCustomers(call, "resigned");
  }),
  post("/cgi-bin/externalcontact/resigned/transfer_result", (call) => results(call, "resigned")),
  post("/cgi-bin/externalcontact/get_unassigned_list", (call) => {
    mayContact(call);
    const { body } = call;
    const most = WECOM_QUOTAS.unassignedPage.amount;
    const size = limitOf({ limit: body.page_size }, most, most);
    const all = unassigned(call);
    const pageId = body.page_id === undefined ? undefined : integer(body, "page_id");
    if (pageId !== undefined && !body.cursor)
      return { info: all.slice(pageId * size, (pageId + 1) * size), is_last: (pageId + 1) * size >= all.length };
    const { page, next } = pageOf(all, optionalText(body, "cursor"), size);
    return { info: page, is_last: next === "", next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/groupchat/transfer", (call) => {
    mayContact(call);
    return transferGroups(call, "resigned");
  }),
  post("/cgi-bin/externalcontact/groupchat/onjob_transfer", (call) => {
    mayContact(call);
    return transferGroups(call, "on_job");
  }),
];

/** The last transfer of each customer between the two members. */
function results(call: Call, kind: Transfer["kind"]) {
  mayContact(call);
  const handover = text(call.body, "handover_userid", 40003);
  const takeover = text(call.body, "takeover_userid", 40003);
  const last = new Map<string, Transfer>();
  for (const transfer of call.world.wecom.inheritance.between.get(`${handover}/${takeover}`) ?? [])
    if (transfer.kind === kind) last.set(transfer.externalUserid, transfer);
  const size = WECOM_QUOTAS.transferResultPage.amount;
  const { page, next } = pageOf([...last.values()], optionalText(call.body, "cursor"), size);
  return {
    customer: page.map(({ externalUserid, status, takeoverAt }) => ({
      external_userid: externalUserid,
      status,
      takeover_time: takeoverAt,
    })),
    next_cursor: next,
  };
}

/** Customers of members who left, until a takeover has begun or ended well. */
function unassigned({ world }: Call) {
  const { contacts, customers, inheritance } = world.wecom;
  const underWay = (userid: string, id: string) =>
    inheritance.ofCustomer.get(id)?.some(({ handover, status }) => handover === userid && status === 2) ?? false;
  return [...contacts.members.values()]
    .filter(({ leftAt }) => leftAt !== undefined)
    .sort((a, b) => (b.leftAt ?? 0) - (a.leftAt ?? 0))
    .flatMap(({ userid, leftAt }) =>
      [...(customers.customersOf.get(userid) ?? [])]
        .filter((id) => followOf(world, userid, id)?.status === "confirmed" && !underWay(userid, id))
        .map((id) => ({ handover_userid: userid, external_userid: id, dimission_time: leftAt })),
    );
}
