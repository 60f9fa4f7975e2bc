import { ApiRefusal } from "../../http/endpoint.ts";
import { addPerson } from "../../world/people.ts";
import type { World } from "../../world/world.ts";
import type { Member } from "./state.ts";

/** What a new member needs; a phone of their own is made for them. */
export interface MemberDraft {
  readonly userid: string;
  readonly name: string;
  readonly departments: readonly number[];
  readonly mobile?: string;
  readonly position?: string;
  readonly customerContact?: boolean;
}

const USERID = /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/;

/** Enters a member; refuses as user/create does. */
export function addMember(world: World, draft: MemberDraft): Member {
  const { members, departments } = world.wecom.contacts;
  if (!USERID.test(draft.userid)) throw new ApiRefusal(40003, draft.userid);
  if (members.has(draft.userid.toLowerCase())) throw new ApiRefusal(60102, draft.userid);
  for (const id of draft.departments) if (!departments.has(id)) throw new ApiRefusal(60003, `department ${id}`);
  const person = addPerson(world, { id: `staff-${draft.userid}`, nickname: draft.name, phone: draft.mobile });
  const member: Member = {
    userid: draft.userid,
    name: draft.name,
    personId: person.id,
    departments: [...draft.departments],
    leaderOf: [],
    position: draft.position ?? "",
    mobile: draft.mobile ?? "",
    alias: "",
    status: 1,
    customerContact: draft.customerContact ?? true,
    leftAt: undefined,
    customerCap: 20_000,
  };
  members.set(draft.userid.toLowerCase(), member);
  return member;
}

/** The member whose phone this person's is, unless they left. */
export function memberOfPerson(world: World, personId: string): Member | undefined {
  for (const member of world.wecom.contacts.members.values())
    if (member.personId === personId && member.status !== 5) return member;
  return undefined;
}
