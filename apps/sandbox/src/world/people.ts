import { opaqueId } from "./random.ts";
import type { Person } from "./state.ts";
import type { World } from "./world.ts";

/** What is given of a new person; the rest is invented from the world's seed. */
export interface PersonDraft {
  readonly id?: string;
  readonly nickname: string;
  readonly gender?: 0 | 1 | 2;
  readonly phone?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
}

export function addPerson(world: World, draft: PersonDraft): Person {
  const id = draft.id ?? opaqueId(world.random, "p-", 10);
  const person: Person = {
    id,
    nickname: draft.nickname,
    avatar: `https://thirdwx.qlogo.cn/mmopen/${opaqueId(world.random, "", 24)}/132`,
    gender: draft.gender ?? 0,
    phone: draft.phone,
    unionid: opaqueId(world.random, "o", 27),
    openids: new Map(),
    location: draft.location && { ...draft.location },
  };
  world.people.set(id, person);
  world.personByUnionid.set(person.unionid, id);
  return person;
}

/** The person's id for one app, made at first sight as WeChat does. */
export function openidOf(world: World, person: Person, appid: string): string {
  const known = person.openids.get(appid);
  if (known) return known;
  const openid = opaqueId(world.random, "o", 27);
  person.openids.set(appid, openid);
  world.personByOpenid.set(`${appid}/${openid}`, person.id);
  return openid;
}

/** Who stands behind an app's openid. */
export function personByOpenid(world: World, appid: string, openid: string): Person | undefined {
  const id = world.personByOpenid.get(`${appid}/${openid}`);
  return id === undefined ? undefined : world.people.get(id);
}
