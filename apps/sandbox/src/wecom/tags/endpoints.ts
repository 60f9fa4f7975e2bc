import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { integer, objects, optionalText, text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { followNamed, mayContact } from "../customers/endpoints.ts";
import { tagNamed } from "./lookup.ts";
import type { CorpTagGroup } from "./state.ts";

/** Customer tags: wecom-api.md §6. What is done here by API tells nobody. */
export const tagEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/get_corp_tag_list", (call) => {
    mayContact(call);
    const groupIds = new Set(texts(call.body, "group_id"));
    const tagIds = new Set(groupIds.size > 0 ? [] : texts(call.body, "tag_id"));
    const groups = [...call.world.wecom.tags.values()].filter((group) => groupIds.size === 0 || groupIds.has(group.id));
    return {
      tag_group: groups
        .map((group) => groupView(group, tagIds))
        .filter(({ tag }) => tagIds.size === 0 || tag.length > 0),
    };
  }),
  post("/cgi-bin/externalcontact/add_corp_tag", (call) => {
    mayContact(call);
    return { tag_group: addTags(call) };
  }),
  post("/cgi-bin/externalcontact/edit_corp_tag", (call) => {
    mayContact(call);
    const id = text(call.body, "id", 40068);
    const name = optionalText(call.body, "name");
    const found = tagNamed(call.world, id);
    const named = found?.tag ?? call.world.wecom.tags.get(id);
    if (!named) refuse(40068, id);
    const siblings = found ? found.group.tags.values() : call.world.wecom.tags.values();
    if (name !== undefined) {
      for (const other of siblings) if (other.id !== id && other.name === name) refuse(40071);
      named.name = checkedName(name);
    }
    named.order = integer(call.body, "order", named.order);
    return {};
  }),
  post("/cgi-bin/externalcontact/del_corp_tag", (call) => {
    mayContact(call);
    const { world } = call;
    const tagIds = texts(call.body, "tag_id");
    for (const id of texts(call.body, "group_id")) tagIds.push(...(world.wecom.tags.get(id)?.tags.keys() ?? []));
    if (tagIds.length === 0) refuse(40068);
    for (const id of tagIds) deleteTag(world, id);
    return {};
  }),
  post("/cgi-bin/externalcontact/mark_tag", (call) => {
    mayContact(call);
    const follow = followNamed(call);
    const add = texts(call.body, "add_tag");
    const remove = texts(call.body, "remove_tag");
    if (add.length === 0 && remove.length === 0) refuse(40063, "add_tag and remove_tag");
    for (const id of add) if (!tagNamed(call.world, id)) refuse(40068, id);
    for (const id of add) follow.tags.add(id);
    for (const id of remove) follow.tags.delete(id);
    return {};
  }),
];

function addTags(call: Call) {
  const { world, body } = call;
  const drafts = new Map(objects(body, "tag").map((tag) => [checkedName(text(tag, "name", 40058)), tag]));
  if (drafts.size === 0) refuse(40058, "tag");
  const count = [...world.wecom.tags.values()].reduce((sum, group) => sum + group.tags.size, 0);
  if (count + drafts.size > WECOM_QUOTAS.corpTags.amount) refuse(40058, "more than 10000 tags");
  const group = groupFor(call);
  for (const known of group.tags.values()) if (drafts.has(known.name)) refuse(40071, known.name);
  const added = new Set<string>();
  for (const [name, draft] of drafts) {
    const id = opaqueId(world.random, "et", 30);
    group.tags.set(id, { id, name, order: integer(draft, "order", 0), createdAt: secondsOf(world.clock) });
    added.add(id);
  }
  return groupView(group, added);
}

function groupFor({ world, body }: Call): CorpTagGroup {
  const id = optionalText(body, "group_id");
  if (id !== undefined) return world.wecom.tags.get(id) ?? refuse(40068, id);
  const name = checkedName(text(body, "group_name", 40058));
  const known = [...world.wecom.tags.values()].find((group) => group.name === name);
  if (known) return known;
  const group: CorpTagGroup = {
    id: opaqueId(world.random, "et", 30),
    name,
    order: integer(body, "order", 0),
    createdAt: secondsOf(world.clock),
    tags: new Map(),
  };
  world.wecom.tags.set(group.id, group);
  return group;
}

/** Deletes a tag, its marks, and its group when it was the last. */
export function deleteTag(world: World, id: string): void {
  const found = tagNamed(world, id);
  if (!found) return;
  found.group.tags.delete(id);
  if (found.group.tags.size === 0) world.wecom.tags.delete(found.group.id);
  for (const follow of world.wecom.customers.follows.values()) follow.tags.delete(id);
}

function groupView(group: CorpTagGroup, only: ReadonlySet<string>) {
  return {
    group_id: group.id,
    group_name: group.name,
    create_time: group.createdAt,
    order: group.order,
    tag: [...group.tags.values()]
      .filter(({ id }) => only.size === 0 || only.has(id))
      .map(({ id, name, createdAt, order }) => ({ id, name, create_time: createdAt, order })),
  };
}

function checkedName(name: string): string {
  if (name.length > WECOM_QUOTAS.corpTagName.amount) refuse(40072, name);
  return name;
}
