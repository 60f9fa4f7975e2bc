import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import type { ExternalContact, Follow } from "./state.ts";

const keyOf = (userid: string, externalUserid: string) => `${userid}/${externalUserid}`;

/** The relation between a member and a customer, if there is one. */
export function followOf(world: World, userid: string, externalUserid: string): Follow | undefined {
  return world.wecom.customers.follows.get(keyOf(userid, externalUserid));
}

/** The person as an external contact, made at first sight. */
export function externalOf(world: World, person: Person): ExternalContact {
  const { customers } = world.wecom;
  const known = customers.externals.get(customers.externalByPerson.get(person.id) ?? "");
  if (known) return known;
  const external: ExternalContact = {
    externalUserid: opaqueId(world.random, "wm", 30),
    personId: person.id,
    type: 1,
  };
  customers.externals.set(external.externalUserid, external);
  customers.externalByPerson.set(person.id, external.externalUserid);
  return external;
}

/** Enters a relation; nobody is told. */
export function enterFollow(
  world: World,
  draft: Pick<Follow, "userid" | "externalUserid" | "addWay" | "state" | "operUserid"> & Partial<Follow>,
): Follow {
  const { customers } = world.wecom;
  const follow: Follow = {
    remark: "",
    description: "",
    remarkCompany: "",
    remarkMobiles: [],
    tags: new Set(),
    createdAt: secondsOf(world.clock),
    status: "confirmed",
    chatted: false,
    lastChatAt: 0,
    ...draft,
  };
  customers.follows.set(keyOf(follow.userid, follow.externalUserid), follow);
  into(customers.followersOf, follow.externalUserid, follow.userid);
  into(customers.customersOf, follow.userid, follow.externalUserid);
  return follow;
}

/** Ends a relation on both sides; nobody is told. */
export function dropFollow(world: World, userid: string, externalUserid: string): void {
  const { customers } = world.wecom;
  customers.follows.delete(keyOf(userid, externalUserid));
  customers.followersOf.get(externalUserid)?.delete(userid);
  customers.customersOf.get(userid)?.delete(externalUserid);
}

function into(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
