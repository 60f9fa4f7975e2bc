import type { WecomDepartment, WecomMember } from "@feilun/wechat-protocol";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WecomApi } from "../wecom-api.ts";
import type { SeenDepartment, SeenDirectory, SeenMember, SyncWarning } from "./directory.ts";

/** Too big an answer: ask for less at once. */
const tooBig = 45029;
/** This caller may not read details; ids only. */
const idsOnly = new Set([48009, 48002, 60011]);

/**
 * Reads departments and members as far as the app sees them; with the contact-sync account also how many it does not see.
 * wecom-api.md §3. @throws WechatRefusal
 */
export async function readDirectory(
  api: WecomApi,
  contactSync: WecomApi | undefined,
  signal?: AbortSignal,
): Promise<SeenDirectory> {
  const departments = await readDepartments(api, signal);
  const members = new Map<string, SeenMember>();
  const known = new Set(departments.map(({ id }) => id));
  for (const root of departments.filter(({ parentId }) => !known.has(parentId)))
    for (const member of await readMembers(api, root, departments, signal))
      members.set(member.userid.toLowerCase(), member);
  const warnings: SyncWarning[] = [];
  const serving = await readServing(api, warnings, signal);
  // The visible range may name members whose department it does not name.
  for (const userid of serving)
    if (!members.has(userid.toLowerCase())) {
      members.set(userid.toLowerCase(), await readMember(api, userid, signal));
    }
  const unseen = contactSync ? await countUnseen(contactSync, members, signal) : known.has(1) ? 0 : undefined;
  if (unseen !== 0)
    warnings.push({
      code: "visible_range_partial",
      title: unseen === undefined ? "应用看不到整个通讯录" : `应用看不到 ${unseen} 名成员`,
      detail:
        "这些成员和他们的客户不会同步。请在企业微信管理后台「应用管理 → 本应用 → 可见范围」里加入整个企业，再同步一次。",
    });
  return { departments, members: [...members.values()], serving, warnings };
}

async function readDepartments(api: WecomApi, signal?: AbortSignal): Promise<SeenDepartment[]> {
  const seen = ({ id, parentid, name, order }: WecomDepartment): SeenDepartment => ({
    id,
    parentId: parentid,
    name,
    order: order ?? 0,
  });
  try {
    const { department } = await api.get<{ department: WecomDepartment[] }>("/cgi-bin/department/list", {}, signal);
    return department.map(seen);
  } catch (error) {
    if (!(error instanceof WechatRefusal) || !idsOnly.has(error.errcode)) throw error;
  }
  const { department_id: ids } = await api.get<{ department_id: { id: number }[] }>(
    "/cgi-bin/department/simplelist",
    {},
    signal,
  );
  const departments: SeenDepartment[] = [];
  for (const { id } of ids) {
    const { department } = await api.get<{ department: WecomDepartment }>(
      "/cgi-bin/department/get",
      { id: String(id) },
      signal,
    );
    departments.push(seen(department));
  }
  return departments;
}

/** All members below a department; where the answer would be too big, department by department. */
async function readMembers(
  api: WecomApi,
  root: SeenDepartment,
  all: readonly SeenDepartment[],
  signal?: AbortSignal,
): Promise<SeenMember[]> {
  const ask = async (id: number, below: "0" | "1") => {
    const query = { department_id: String(id), fetch_child: below };
    return (await api.get<{ userlist: WecomMember[] }>("/cgi-bin/user/list", query, signal)).userlist.map(seenMember);
  };
  try {
    return await ask(root.id, "1");
  } catch (error) {
    if (!(error instanceof WechatRefusal) || error.errcode !== tooBig) throw error;
  }
  const found = await ask(root.id, "0");
  for (const child of all.filter(({ parentId }) => parentId === root.id))
    found.push(...(await readMembers(api, child, all, signal)));
  return found;
}

/** One member; where details are refused, the userid is all there is to know. */
async function readMember(api: WecomApi, userid: string, signal?: AbortSignal): Promise<SeenMember> {
  try {
    return seenMember(await api.get<WecomMember>("/cgi-bin/user/get", { userid }, signal));
  } catch (error) {
    if (!(error instanceof WechatRefusal) || !idsOnly.has(error.errcode)) throw error;
    return seenMember({ userid, name: userid, department: [], status: 1 });
  }
}

function seenMember(member: WecomMember): SeenMember {
  return {
    userid: member.userid,
    name: member.name,
    position: member.position ?? "",
    departments: member.department ?? [],
    status: member.status ?? 1,
    mobile: member.mobile ?? "",
    hasPhoto: member.avatar === undefined ? null : member.avatar !== "",
    alias: member.alias ?? "",
    shownPosition: member.external_position ?? "",
    shownCompany: member.external_profile?.external_corp_name ?? "",
  };
}

async function readServing(api: WecomApi, warnings: SyncWarning[], signal?: AbortSignal): Promise<string[]> {
  try {
    return (await api.get<{ follow_user: string[] }>("/cgi-bin/externalcontact/get_follow_user_list", {}, signal))
      .follow_user;
  } catch (error) {
    if (!(error instanceof WechatRefusal) || (error.errcode !== 48002 && error.errcode !== 84074)) throw error;
    warnings.push({
      code: "no_customer_contact",
      title: "应用没有客户联系权限，客户和客户群没有同步",
      detail: `${error.cause}（${error.errcode}）。${error.remedy}`,
    });
    return [];
  }
}

/** How many of the company's members the app does not see. */
async function countUnseen(
  contactSync: WecomApi,
  seen: ReadonlyMap<string, SeenMember>,
  signal?: AbortSignal,
): Promise<number> {
  const unseen = new Set<string>();
  for (let cursor = ""; ; ) {
    const { dept_user: rows, next_cursor: next } = await contactSync.post<{
      dept_user: { userid: string }[];
      next_cursor?: string;
    }>("/cgi-bin/user/list_id", { ...(cursor && { cursor }), limit: 10_000 }, { signal });
    for (const { userid } of rows) if (!seen.has(userid.toLowerCase())) unseen.add(userid.toLowerCase());
    cursor = next ?? "";
    if (cursor === "") return unseen.size;
  }
}
