import { ACQUISITION_CHAT_STATUS, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { flag, integer, integers, object, optionalText, text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { dayOf } from "../activity/note.ts";
import { usersOf } from "../codes/endpoints.ts";
import { member } from "../contacts/endpoints.ts";
import { mayContact } from "../customers/endpoints.ts";
import { balanceOf } from "./allowance.ts";
import type { AcquisitionLink } from "./state.ts";

const BASE = "/cgi-bin/externalcontact/customer_acquisition";
const DAY = 86_400;

/** Customer acquisition links, 获客助手: wecom-api.md §13. An app sees only its own. */
export const acquisitionEndpoints: readonly Endpoint[] = [
  post(`${BASE}/list_link`, (call) => {
    mayContact(call);
    const own = [...call.world.wecom.acquisition.links.values()].filter(({ agentId }) => agentId === call.app);
    const most = WECOM_QUOTAS.acquisitionLinkPage.amount;
    const { page, next } = pageOf(own, optionalText(call.body, "cursor"), limitOf(call.body, most, most));
    return { link_id_list: page.map(({ linkId }) => linkId), next_cursor: next };
  }),
  post(`${BASE}/get`, (call) => {
    mayContact(call);
    const link = linkNamed(call);
    return {
      link: { ...linkView(link), skip_verify: link.skipVerify, mark_source: link.markSource },
      range: { user_list: link.users, department_list: link.departments },
      ...(link.priority && {
        priority_option: { priority_type: link.priority.type, priority_userid_list: link.priority.users },
      }),
    };
  }),
  post(`${BASE}/create_link`, (call) => {
    mayContact(call);
    const { world, body } = call;
    const { links } = world.wecom.acquisition;
    if (links.size >= world.wecom.limits.acquisitionLinks) refuse(41095);
    const link: AcquisitionLink = {
      linkId: opaqueId(world.random, "ca", 18),
      agentId: call.app,
      createdAt: secondsOf(world.clock),
      url: `https://work.weixin.qq.com/ca/${opaqueId(world.random, "caw", 15)}`,
      name: checkedName(call),
      ...rangeOf(call),
      skipVerify: flag(body, "skip_verify", true),
      markSource: flag(body, "mark_source", true),
      priority: priorityOf(call),
      clicks: new Map(),
    };
    links.set(link.linkId, link);
    return { link: { link_id: link.linkId, ...linkView(link) } };
  }),
  post(`${BASE}/update_link`, (call) => {
    mayContact(call);
    const { body } = call;
    const link = linkNamed(call);
    if (body.link_name !== undefined) link.name = checkedName(call);
    if (body.range !== undefined) Object.assign(link, rangeOf(call));
    if (body.priority_option !== undefined) link.priority = priorityOf(call);
    link.skipVerify = flag(body, "skip_verify", link.skipVerify);
    link.markSource = flag(body, "mark_source", link.markSource);
    return {};
  }),
  post(`${BASE}/delete_link`, (call) => {
    mayContact(call);
    call.world.wecom.acquisition.links.delete(linkNamed(call).linkId);
    return {};
  }),
  post(`${BASE}/customer`, (call) => {
    mayContact(call);
    const { linkId } = linkNamed(call);
    const won = [...call.world.wecom.acquisition.customers.values()].filter((customer) => customer.linkId === linkId);
    const most = WECOM_QUOTAS.acquisitionCustomerPage.amount;
    const { page, next } = pageOf(won, optionalText(call.body, "cursor"), limitOf(call.body, most, most));
    return {
      customer_list: page.map(({ externalUserid, userid, messages, state }) => ({
        external_userid: externalUserid,
        userid,
        chat_status: messages > 0 ? ACQUISITION_CHAT_STATUS.spoken : ACQUISITION_CHAT_STATUS.notSpoken,
        state,
      })),
      next_cursor: next,
    };
  }),
  get("/cgi-bin/externalcontact/customer_acquisition_quota", (call) => {
    mayContact(call);
    const now = secondsOf(call.world.clock);
    const { used, allowances } = call.world.wecom.acquisition;
    return {
      total: used,
      balance: balanceOf(call.world),
      quota_list: allowances
        .filter(({ expiresAt }) => expiresAt > now)
        .map(({ expiresAt, balance }) => ({ expire_date: dayOf(expiresAt), balance })),
    };
  }),
  post(`${BASE}/statistic`, (call) => {
    mayContact(call);
    const link = linkNamed(call);
    const { from, to } = daysAsked(call);
    const within = (seconds: number) => seconds >= from && seconds < to + DAY;
    const clicked = new Set([...link.clicks].filter(([day]) => within(day)).flatMap(([, who]) => [...who]));
    const won = [...call.world.wecom.acquisition.customers.values()].filter(
      ({ linkId, addedAt }) => linkId === link.linkId && within(addedAt),
    );
    return { click_link_customer_cnt: clicked.size, new_customer_cnt: won.length };
  }),
  post(`${BASE}/get_chat_info`, (call) => {
    mayContact(call);
    const key = call.world.wecom.acquisition.chatKeys.get(text(call.body, "chat_key"));
    if (!key || key.agentId !== call.app || key.expiresAt <= secondsOf(call.world.clock)) refuse(40058, "chat_key");
    const { userid, externalUserid, linkId, state } = key.customer;
    return {
      userid,
      external_userid: externalUserid,
      chat_info: { recv_msg_cnt: key.messages, link_id: linkId, state },
    };
  }),
];

/** Members of a link who can add customers now. */
export function linkUsers(
  world: World,
  { users, departments }: Pick<AcquisitionLink, "users" | "departments">,
): string[] {
  return usersOf(world, { users: [...users], departments: [...departments] });
}

function daysAsked({ world, body }: Call): { readonly from: number; readonly to: number } {
  const from = dayOf(integer(body, "start_time"));
  const to = dayOf(integer(body, "end_time"));
  if (to < from || to - from > WECOM_QUOTAS.acquisitionStatisticsSpan.amount * DAY) refuse(40058, "at most 30 days");
  const oldest = dayOf(secondsOf(world.clock)) - WECOM_QUOTAS.acquisitionStatisticsHistory.amount * DAY;
  if (from < oldest) refuse(40058, "at most 180 days ago");
  return { from, to };
}

function linkNamed({ world, body, app }: Call): AcquisitionLink {
  const link = world.wecom.acquisition.links.get(text(body, "link_id"));
  if (!link) refuse(40058, "invalid link_id");
  return link.agentId === app ? link : refuse(41098);
}

function checkedName({ body }: Call): string {
  const name = text(body, "link_name");
  if ([...name].length > WECOM_QUOTAS.acquisitionLinkName.amount) refuse(40058, "link_name");
  return name;
}

function rangeOf(call: Call): { users: string[]; departments: number[] } {
  const range = object(call.body, "range");
  const users = texts(range, "user_list", WECOM_QUOTAS.acquisitionLinkPeople.amount, 40032);
  const departments = integers(range, "department_list");
  if (users.length + departments.length === 0) refuse(40063, "range");
  for (const userid of users) {
    const known = member(call, userid);
    if (known.status !== 1) refuse(41054, userid);
    if (!known.customerContact) refuse(84074, userid);
  }
  for (const id of departments) if (!call.world.wecom.contacts.departments.has(id)) refuse(60003, String(id));
  if (linkUsers(call.world, { users, departments }).length > WECOM_QUOTAS.acquisitionLinkPeople.amount) refuse(40032);
  return { users, departments };
}

function priorityOf(call: Call): AcquisitionLink["priority"] {
  if (call.body.priority_option === undefined) return undefined;
  const option = object(call.body, "priority_option");
  const type = integer(option, "priority_type");
  if (type !== 1 && type !== 2) refuse(40058, "priority_type is 1 or 2");
  return { type, users: texts(option, "priority_userid_list", WECOM_QUOTAS.acquisitionPriorityUsers.amount, 40032) };
}

function linkView({ name, url, createdAt }: AcquisitionLink) {
  return { link_name: name, url, create_time: createdAt };
}
