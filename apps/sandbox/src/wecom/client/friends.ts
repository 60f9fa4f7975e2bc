import { ADD_WAY } from "@feilun/wechat-protocol";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import { nowOf } from "../../world/clock.ts";
import { randomBelow } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { noteAcquiredMessage } from "../acquisition/talk.ts";
import { memberToday, noteChat } from "../activity/note.ts";
import { keepSingle } from "../archive/keep.ts";
import { usersOf } from "../codes/endpoints.ts";
import { dropFollow, enterFollow, externalOf, followOf } from "../customers/relations.ts";
import type { Follow } from "../customers/state.ts";
import { issueWelcomeCode } from "../customers/welcome.ts";
import { interceptedBy } from "../intercept/apply.ts";
import { tellCustomerEvent } from "../tell.ts";

/** What a phone shows after a scan: with whom one is connected now, or that nobody answers. */
export interface ScanResult {
  readonly userid: string;
  readonly externalUserid: string;
  /** A friend already: nothing changed, nobody is told. */
  readonly known: boolean;
  /** The member must agree first. */
  readonly waiting: boolean;
}

/** A person scans a 联系我 code with WeChat. */
export function scanContactWay(world: World, person: Person, configId: string): ScanResult {
  const way = world.wecom.codes.contactWays.get(configId);
  if (!way) throw new ApiRefusal(41044, "二维码已失效");
  way.scans++;
  const { externalUserid } = externalOf(world, person);
  const users = usersOf(world, way);
  const friend = users.find((userid) => followOf(world, userid, externalUserid)?.status === "confirmed");
  if (friend) return { userid: friend, externalUserid, known: true, waiting: false };
  const free = users.filter((userid) => hasRoom(world, userid));
  const userid = free[randomBelow(world.random, free.length)];
  if (!userid) throw new ApiRefusal(40099, "对方客户数已达上限");
  addFriend(world, person, userid, { addWay: ADD_WAY.qrCode, state: way.state, verified: way.skipVerify });
  return { userid, externalUserid, known: false, waiting: !way.skipVerify };
}

/** How two people become friends: verified at once, or half until the member agrees. */
export interface Meeting {
  readonly addWay: number;
  readonly state?: string;
  readonly verified?: boolean;
}

/** A person adds a member; the product is told, with a welcome code where none was used before. */
export function addFriend(world: World, person: Person, userid: string, meeting: Meeting): Follow {
  const { externalUserid } = externalOf(world, person);
  const status = meeting.verified === false ? "half" : "confirmed";
  const follow = enterFollow(world, {
    userid,
    externalUserid,
    addWay: meeting.addWay,
    state: meeting.state ?? "",
    operUserid: externalUserid,
    status,
  });
  if (status === "confirmed") memberToday(world, userid).added++;
  tellCustomerEvent(
    world,
    status === "half" ? "add_half_external_contact" : "add_external_contact",
    userid,
    externalUserid,
    {
      State: meeting.state || undefined,
      WelcomeCode: issueWelcomeCode(world, userid, externalUserid),
    },
  );
  return follow;
}

/** The member agrees to a waiting request. */
export function acceptFriend(world: World, userid: string, externalUserid: string): void {
  const follow = followOf(world, userid, externalUserid);
  if (follow?.status !== "half") throw new ApiRefusal(84061);
  follow.status = "confirmed";
  memberToday(world, userid).added++;
  const codes = [...world.wecom.customers.welcomeCodes.values()];
  const welcomed = codes.some((code) => code.used && code.userid === userid && code.externalUserid === externalUserid);
  tellCustomerEvent(world, "add_external_contact", userid, externalUserid, {
    State: follow.state || undefined,
    WelcomeCode: welcomed ? undefined : issueWelcomeCode(world, userid, externalUserid),
  });
}

/** The member removes the customer; for the customer the relation ends too. */
export function deleteCustomer(world: World, userid: string, externalUserid: string): void {
  if (!followOf(world, userid, externalUserid)) throw new ApiRefusal(84061);
  dropFollow(world, userid, externalUserid);
  tellCustomerEvent(world, "del_external_contact", userid, externalUserid);
}

/** The customer removes the member: for the company a one-way relation remains, and calls on it still work. */
export function deleteMember(world: World, userid: string, externalUserid: string): void {
  const follow = followOf(world, userid, externalUserid);
  if (!follow) throw new ApiRefusal(84061);
  follow.status = "deleted_by_customer";
  memberToday(world, userid).lost++;
  tellCustomerEvent(world, "del_follow_user", userid, externalUserid);
}

/** The member edits remark or tags in the client. */
export function editCustomer(
  world: World,
  userid: string,
  externalUserid: string,
  edit: {
    readonly remark?: string;
    readonly mobiles?: readonly string[];
    readonly addTags?: readonly string[];
    readonly removeTags?: readonly string[];
  },
): void {
  const follow = followOf(world, userid, externalUserid);
  if (!follow) throw new ApiRefusal(84061);
  if (edit.remark !== undefined) follow.remark = edit.remark;
  if (edit.mobiles) follow.remarkMobiles = [...edit.mobiles];
  for (const id of edit.addTags ?? []) follow.tags.add(id);
  for (const id of edit.removeTags ?? []) follow.tags.delete(id);
  tellCustomerEvent(world, "edit_external_contact", userid, externalUserid);
}

/** One of the two writes to the other; a customer who was deleted or deleted gets nothing through. */
export function chat(
  world: World,
  userid: string,
  externalUserid: string,
  from: "member" | "customer",
  content: string,
): void {
  const follow = followOf(world, userid, externalUserid);
  if (follow?.status !== "confirmed") throw new ApiRefusal(84061);
  if (from === "member" && interceptedBy(world, userid, content)?.type === 1)
    throw new ApiRefusal(40201, "含有敏感词，未发送");
  const sender = from === "member" ? userid : (world.wecom.customers.externals.get(externalUserid)?.personId ?? "");
  follow.chatted = true;
  follow.lastChatAt = nowOf(world.clock);
  noteChat(world, userid, externalUserid, from);
  if (from === "customer") noteAcquiredMessage(world, userid, externalUserid);
  say(world, `wecom/${userid}/${externalUserid}`, { from: sender, msgtype: "text", content: { content } });
  keepSingle(world, userid, externalUserid, from, "text", { content });
}

/** Whether the member may take one more customer. */
export function hasRoom(world: World, userid: string): boolean {
  const member = world.wecom.contacts.members.get(userid.toLowerCase());
  return member !== undefined && (world.wecom.customers.customersOf.get(userid)?.size ?? 0) < member.customerCap;
}
