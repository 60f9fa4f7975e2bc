import type { World } from "../../world/world.ts";
import type { AuthorizeQuery } from "./authorize.ts";

const SHOWN = 200;

/** The page that stands for the WeChat one: choose who you are. Members first, then others, at most 200. */
export function authorizePage(world: World, query: AuthorizeQuery): string {
  const app = world.wecom.apps.get(query.agentid ?? "")?.name ?? world.wecom.name;
  const members = [...world.wecom.contacts.members.values()].filter(({ status }) => status !== 5);
  const staff = new Set(members.map(({ personId }) => personId));
  const others = [...world.people.values()].filter(({ id }) => !staff.has(id));
  const rows = [
    ...members.map(({ personId, name, userid }) => ({ personId, label: `${name}（成员 ${userid}）` })),
    ...others.map(({ id, nickname }) => ({ personId: id, label: nickname })),
  ].slice(0, SHOWN);
  const items = rows.map(({ personId, label }) => {
    const link = new URLSearchParams({ ...defined(query), sandbox_person: personId });
    return `<li><a href="?${escaped(link.toString())}">${escaped(label)}</a></li>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 ${escaped(app)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:2rem auto;padding:0 1rem;color:#222}
ul{list-style:none;padding:0}li{border-bottom:1px solid #eee}a{display:block;padding:.75rem 0;color:#1a7f37;text-decoration:none}
</style>
<h1>登录 ${escaped(app)}</h1>
<p>本页是沙箱里的微信授权页：选择你是谁。</p>
<ul>${items.join("")}</ul>
</html>`;
}

function defined(query: AuthorizeQuery): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
