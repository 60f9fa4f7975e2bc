import { ADD_WAY } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import { addPerson } from "../../world/people.ts";
import { opaqueId, randomBelow } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { noteGroup } from "../activity/note.ts";
import { addMember } from "../contacts/members.ts";
import { enterFollow, externalOf } from "../customers/relations.ts";
import type { CustomerGroup } from "../groups/state.ts";

/** How large a company is made at once. */
export interface Population {
  /** Departments below the root, one per store; members are spread over them evenly. */
  readonly stores: number;
  readonly members: number;
  readonly customers: number;
  /** Of a hundred customers, so many follow a second member too. */
  readonly sharedPercent: number;
  readonly groups: number;
  readonly groupSize: number;
  /** Days over which the relations began, back from now. */
  readonly days: number;
}

/** A company that has been at work for long: nobody is told of any of it. Userids are `g00001`…, departments `门店0001`…. */
export function populate(world: World, size: Population): { departments: number; follows: number; groups: number } {
  const { contacts, customers, groups } = world.wecom;
  const now = secondsOf(world.clock);
  const departments: number[] = [];
  for (let no = 1; no <= size.stores; no++) {
    const id = Math.max(...contacts.departments.keys()) + 1;
    const name = `门店${String(no).padStart(4, "0")}`;
    contacts.departments.set(id, { id, name, nameEn: "", parentId: 1, order: size.stores - no, leaders: [] });
    departments.push(id);
  }
  const userids: string[] = [];
  for (let no = 1; no <= size.members; no++) {
    const userid = `g${String(no).padStart(5, "0")}`;
    addMember(world, { userid, name: `导购${no}`, departments: [departments[no % departments.length] ?? 1] });
    userids.push(userid);
  }
  const follow = (userid: string, externalUserid: string) =>
    enterFollow(world, {
      userid,
      externalUserid,
      addWay: ADD_WAY.qrCode,
      state: randomBelow(world.random, 4) === 0 ? `ch_${randomBelow(world.random, 50)}` : "",
      operUserid: externalUserid,
      createdAt: now - randomBelow(world.random, Math.max(1, size.days * 86_400)),
    });
  const externals: string[] = [];
  for (let no = 0; no < size.customers; no++) {
    const person = addPerson(world, { nickname: `顾客${no + 1}`, gender: (no % 3) as 0 | 1 | 2 });
    const { externalUserid } = externalOf(world, person);
    externals.push(externalUserid);
    const at = no % userids.length;
    follow(userids[at] ?? "", externalUserid);
    if (no % 100 < size.sharedPercent) follow(userids[(at + 1) % userids.length] ?? "", externalUserid);
  }
  for (let no = 0; no < size.groups; no++) {
    const owner = userids[no % userids.length] ?? "";
    const group: CustomerGroup = {
      chatId: opaqueId(world.random, "wr", 30),
      name: `福利群${no + 1}`,
      owner,
      createdAt: now - size.days * 86_400,
      notice: "",
      members: new Map(),
      admins: [],
      memberVersion: 1,
      status: 0,
      transferredAt: [],
    };
    const entry = { joinedAt: group.createdAt, invitor: undefined, state: "" };
    group.members.set(owner, { ...entry, id: owner, type: 1, joinScene: 1 });
    for (let seat = 0; seat < size.groupSize && externals.length > 0; seat++) {
      const id = externals[(no * size.groupSize + seat) % externals.length] ?? "";
      group.members.set(id, { ...entry, id, type: 2, joinScene: 3 });
    }
    groups.set(group.chatId, group);
    noteGroup(world, group);
  }
  return { departments: departments.length, follows: customers.follows.size, groups: groups.size };
}
