import type { Finding } from "../../wechat/index.ts";
import { ask, type Examined } from "./examined.ts";
import { mappedUserids } from "./staff.ts";

const check = "visible_range";
const name = "应用可见范围";
/** Departments at the top of the visible range that are looked into. */
const MAX_TOPS = 50;

interface Departments {
  readonly department_id: readonly { readonly id: number; readonly parentid: number }[];
}

/** Whether the app sees all of the company's members who are our staff: whom it does not see is missing everywhere, silently. */
export async function visibleRangeFinding(examined: Examined): Promise<Finding> {
  const tree = await ask<Departments>(examined, check, name, "/cgi-bin/department/simplelist");
  if ("finding" in tree) return tree.finding;
  const departments = tree.answer.department_id;
  const ids = new Set(departments.map(({ id }) => id));
  const seen = new Set<string>();
  const tops = departments.filter(({ parentid }) => !ids.has(parentid)).slice(0, MAX_TOPS);
  for (const { id } of tops) {
    const below = await ask<{ userlist: { userid: string }[] }>(examined, check, name, "/cgi-bin/user/simplelist", {
      query: { department_id: String(id), fetch_child: "1" },
    });
    if ("finding" in below) return below.finding;
    for (const { userid } of below.answer.userlist) seen.add(userid.toLowerCase());
  }
  for (const userid of await visibleUsers(examined)) seen.add(userid.toLowerCase());
  return judge(departments.length, seen, await mappedUserids(examined.platform, examined.account.accountId));
}

/** Members who are visible by themselves, without their department. */
async function visibleUsers(examined: Examined): Promise<string[]> {
  const asked = await ask<{ allow_userinfos?: { user?: { userid: string }[] } }>(
    examined,
    check,
    name,
    "/cgi-bin/agent/get",
    { query: { agentid: examined.account.agentId } },
  );
  return "finding" in asked ? [] : (asked.answer.allow_userinfos?.user ?? []).map(({ userid }) => userid);
}

function judge(departments: number, seen: ReadonlySet<string>, mapped: readonly string[]): Finding {
  const remedy = "在管理后台“应用管理 > 该应用 > 可见范围”中加入门店所在的部门（选上级部门，新员工会自动包含在内）";
  if (seen.size === 0)
    return {
      check,
      name,
      state: "failed",
      detail: "这个应用看不到任何成员",
      cause: "应用的可见范围是空的",
      remedy,
    };
  const missing = mapped.filter((userid) => !seen.has(userid));
  if (missing.length > 0)
    return {
      check,
      name,
      state: "failed",
      detail: `已对应的 ${mapped.length} 名员工中只看得见 ${mapped.length - missing.length} 名`,
      cause: `有 ${missing.length} 名员工不在应用的可见范围内，他们的客户和消息会悄悄缺失`,
      remedy,
    };
  return {
    check,
    name,
    state: "ok",
    detail: `看得见 ${departments} 个部门、${seen.size} 名成员${mapped.length > 0 ? `，已对应的 ${mapped.length} 名员工全部在内` : ""}`,
  };
}
