import { ADD_WAY, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { randomBelow } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { buyAllowance, takeAllowance } from "../acquisition/allowance.ts";
import { linkUsers } from "../acquisition/endpoints.ts";
import type { AcquisitionLink } from "../acquisition/state.ts";
import { dayOf } from "../activity/note.ts";
import { externalOf, followOf } from "../customers/relations.ts";
import { tellAcquisitionEvent } from "../tell.ts";
import { addFriend, hasRoom, type ScanResult } from "./friends.ts";

/** A person opens a link from an advertisement and adds whom it offers. */
export function openAcquisitionLink(world: World, person: Person, address: string): ScanResult {
  const { link, state } = linkAt(world, address);
  const { externalUserid } = externalOf(world, person);
  const today = dayOf(secondsOf(world.clock));
  link.clicks.set(today, (link.clicks.get(today) ?? new Set()).add(externalUserid));
  const { linkId, agentId } = link;
  tellAcquisitionEvent(world, agentId, "open_profile", { LinkId: linkId, State: state });
  const users = linkUsers(world, link);
  const friend = users.find((userid) => followOf(world, userid, externalUserid)?.status === "confirmed");
  if (friend) return { userid: friend, externalUserid, known: true, waiting: false };
  const free = users.filter((userid) => hasRoom(world, userid));
  const userid = preferred(world, link, externalUserid, free) ?? free[randomBelow(world.random, free.length)];
  if (!userid) {
    tellAcquisitionEvent(world, agentId, "link_unavailable", { LinkId: linkId });
    throw new ApiRefusal(40099, "链接内的成员都无法添加");
  }
  if (!takeAllowance(world)) throw new ApiRefusal(41095, "获客额度已用完");
  tellAcquisitionEvent(world, agentId, "friend_request", { LinkId: linkId, State: state });
  const addedAt = secondsOf(world.clock);
  const customer = { linkId, externalUserid, userid, state, addedAt, messages: 0 };
  world.wecom.acquisition.customers.set(`${userid}/${externalUserid}`, customer);
  addFriend(world, person, userid, { addWay: ADD_WAY.acquisitionLink, state, verified: link.skipVerify });
  return { userid, externalUserid, known: false, waiting: !link.skipVerify };
}

/** Who already follows the customer goes first where the link says so. */
function preferred(world: World, { priority }: AcquisitionLink, external: string, free: readonly string[]) {
  if (!priority) return undefined;
  const followers = world.wecom.customers.followersOf.get(external) ?? new Set<string>();
  return free.find((userid) => followers.has(userid) && (priority.type === 1 || priority.users.includes(userid)));
}

/** The link of an address, also inside weixin://biz/ww/profile/, and its channel (cut at 64 bytes). */
function linkAt(world: World, address: string): { readonly link: AcquisitionLink; readonly state: string } {
  const scheme = "weixin://biz/ww/profile/";
  const url = new URL(address.startsWith(scheme) ? decodeURIComponent(address.slice(scheme.length)) : address);
  const bare = `${url.origin}${url.pathname}`;
  const link = [...world.wecom.acquisition.links.values()].find((known) => known.url === bare);
  if (!link) throw new ApiRefusal(41044, "链接已失效");
  const channel = Buffer.from(url.searchParams.get("customer_channel") ?? "");
  return { link, state: channel.subarray(0, WECOM_QUOTAS.acquisitionChannel.amount).toString() };
}

/** Acquisition links on the customer's phone and in the back office. */
export const acquisitionActions: readonly Action[] = [
  action("wecom.open_acquisition_link", z.object({ person: z.string(), url: z.url() }), (world, { person, url }) =>
    openAcquisitionLink(world, personNamed(world, person), url),
  ),
  action(
    "wecom.buy_acquisition_quota",
    z.object({ count: z.int().min(1), days: z.int().min(1).max(3650) }),
    (world, { count, days }) => buyAllowance(world, count, days),
  ),
  action("wecom.delete_acquisition_link", z.object({ linkId: z.string() }), (world, { linkId }) => {
    const link = world.wecom.acquisition.links.get(linkId);
    if (!link) throw new ApiRefusal(40058, "没有这个获客链接");
    world.wecom.acquisition.links.delete(linkId);
    tellAcquisitionEvent(world, link.agentId, "delete_link", { LinkId: linkId });
  }),
];
