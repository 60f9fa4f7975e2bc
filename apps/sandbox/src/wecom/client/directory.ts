import { ApiRefusal } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { addMember, type MemberDraft } from "../contacts/members.ts";
import type { Member, MemberCard } from "../contacts/state.ts";
import { tellContactEvent } from "../tell.ts";

/** What an administrator does in the back office's directory; the contact-sync assistant is told (only ids: wecom-api.md §3.4). */
export function hire(world: World, draft: MemberDraft): Member {
  const member = addMember(world, draft);
  tellContactEvent(world, "create_user", { UserID: member.userid, Department: member.departments.join(",") });
  return member;
}

/** A member leaves the company: customers wait for 离职继承, groups for a new owner. */
export function dismissMember(world: World, userid: string): void {
  const member = memberNamed(world, userid);
  member.status = 5;
  member.leftAt = secondsOf(world.clock);
  for (const group of world.wecom.groups.values()) if (group.owner === member.userid) group.status = 1;
  tellContactEvent(world, "delete_user", { UserID: member.userid });
}

/** A member moves to other departments. */
export function moveMember(world: World, userid: string, departments: readonly number[]): void {
  const member = memberNamed(world, userid);
  for (const id of departments) if (!world.wecom.contacts.departments.has(id)) throw new ApiRefusal(60003);
  member.departments = [...departments];
  tellContactEvent(world, "update_user", { UserID: member.userid, Department: departments.join(",") });
}

/** A member fills in what customers see: picture, shown name, position and company. */
export function fillCard(world: World, userid: string, card: MemberCard & { readonly alias?: string }): void {
  const member = memberNamed(world, userid);
  const { alias, ...shown } = card;
  member.alias = alias ?? member.alias;
  member.card = shown;
  tellContactEvent(world, "update_user", { UserID: member.userid });
}

/** A department is opened. */
export function openDepartment(
  world: World,
  draft: { readonly id?: number; readonly name: string; readonly parentId: number },
): number {
  const { departments } = world.wecom.contacts;
  if (!departments.has(draft.parentId)) throw new ApiRefusal(60004);
  const id = draft.id ?? Math.max(...departments.keys()) + 1;
  departments.set(id, { id, name: draft.name, nameEn: "", parentId: draft.parentId, order: 0, leaders: [] });
  tellContactEvent(world, "create_party", { Id: id, ParentId: draft.parentId });
  return id;
}

/** The member who has not left, or 60111. */
export function memberNamed(world: World, userid: string): Member {
  const member = world.wecom.contacts.members.get(userid.toLowerCase());
  if (!member || member.status === 5) throw new ApiRefusal(60111, userid);
  return member;
}
