import { qrOf } from "../wecom/codes/endpoints.ts";
import type { World } from "../world/world.ts";
import { nameOf } from "./lines.ts";
import type { CodeRow } from "./views.ts";

/** Every code that a person could scan or open now, the newest first of each kind. */
export function codesOf(world: World): CodeRow[] {
  const { codes, groups, acquisition, contacts } = world.wecom;
  const contactWays = [...codes.contactWays.values()].map((way): CodeRow => {
    const people = way.users.slice(0, 3).map((userid) => nameOf(world, userid));
    const teams = way.departments.slice(0, 3).map((id) => contacts.departments.get(id)?.name ?? String(id));
    const who = [...people, ...teams].join("、");
    return {
      kind: "contact",
      title: way.remark || who || "联系我",
      detail: `${who} ${way.state}`.trim(),
      content: qrOf(way),
    };
  });
  const joinWays = [...codes.joinWays.values()].map((way): CodeRow => {
    const rooms = way.chatIds.map((id) => groups.get(id)?.name ?? id).join("、");
    return { kind: "group", title: way.remark || way.roomBaseName || "群活码", detail: rooms, content: qrOf(way) };
  });
  const links = [...acquisition.links.values()].map(
    ({ name, url }): CodeRow => ({ kind: "acquisition", title: name, detail: "获客链接", content: url }),
  );
  return [...contactWays.reverse(), ...joinWays.reverse(), ...links.reverse(), ...weixinCodes(world)];
}

function weixinCodes(world: World): CodeRow[] {
  return [...world.weixin.accounts.values()].flatMap((account): CodeRow[] => {
    if (account.kind === "mini_program")
      return [...account.mini.wxaCodes.values()]
        .reverse()
        .map(({ id, path, scene }) => ({ kind: "mini", title: account.name, detail: scene ?? path, content: id }));
    if (account.kind !== "official_account") return [];
    return [...account.qrCodes.byTicket.values()].reverse().map(({ url, sceneStr, sceneId }) => ({
      kind: "account",
      title: account.name,
      detail: `场景 ${sceneStr ?? sceneId}`,
      content: url,
    }));
  });
}
