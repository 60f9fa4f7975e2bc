import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { ApiRefusal, type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { pageOf } from "../../http/paging.ts";
import { integer, integers, optionalText, text, texts } from "../../http/read.ts";
import type { World } from "../../world/world.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import type { WecomApp } from "../apps/state.ts";
import { addMember } from "./members.ts";
import type { Department, Member } from "./state.ts";
import { departmentsUnder, depthOf } from "./tree.ts";

const FORBIDDEN = /[\\:*?"<>|]/;

/** The directory: wecom-api.md §3. */
export const contactEndpoints: readonly Endpoint[] = [
  get("/cgi-bin/department/list", (call) => ({ department: departmentsFor(call).map(departmentView) })),
  get("/cgi-bin/department/simplelist", (call) => ({
    department_id: departmentsFor(call).map(({ id, parentId, order }) => ({ id, parentid: parentId, order })),
  })),
  get("/cgi-bin/department/get", (call) => ({ department: departmentView(department(call.world, idOf(call))) })),
  post("/cgi-bin/department/create", (call) => ({ errmsg: "created", id: createDepartment(call) })),
  post("/cgi-bin/department/update", (call) => {
    syncOnly(call);
    const known = department(call.world, integer(call.body, "id"));
    const name = optionalText(call.body, "name");
    const parentId = integer(call.body, "parentid", known.parentId);
    if (parentId !== known.parentId && departmentsUnder(call.world, [known.id]).has(parentId)) refuse(60010);
    if (name !== undefined) known.name = checkedName(call.world, name, parentId, known.id);
    known.parentId = parentId;
    known.order = integer(call.body, "order", known.order);
    return { errmsg: "updated" };
  }),
  get("/cgi-bin/department/delete", (call) => {
    syncOnly(call);
    const { departments, members } = call.world.wecom.contacts;
    const id = idOf(call);
    if (id === 1) refuse(60007);
    department(call.world, id);
    if ([...departments.values()].some((other) => other.parentId === id)) refuse(60006);
    if ([...members.values()].some((member) => member.departments.includes(id))) refuse(60005);
    departments.delete(id);
    return { errmsg: "deleted" };
  }),
  get("/cgi-bin/user/get", (call) => memberView(member(call, text(call.query, "userid", 40003)))),
  get("/cgi-bin/user/simplelist", (call) => ({
    userlist: membersIn(call).map(({ userid, name, departments }) => ({ userid, name, department: departments })),
  })),
  get("/cgi-bin/user/list", (call) => ({ userlist: membersIn(call).map(memberView) })),
  post("/cgi-bin/user/list_id", (call) => {
    syncOnly(call);
    const rows = [...call.world.wecom.contacts.members.values()]
      .filter(({ status }) => status !== 5)
      .flatMap(({ userid, departments }) => departments.map((department) => ({ userid, department })));
    const { page, next } = pageOf(rows, optionalText(call.body, "cursor"), integer(call.body, "limit", 10_000));
    return { dept_user: page, next_cursor: next };
  }),
  post("/cgi-bin/user/create", (call) => {
    syncOnly(call);
    const { body, world } = call;
    const mobile = optionalText(body, "mobile");
    if (!mobile && !optionalText(body, "email")) refuse(60129);
    if (mobile && [...world.wecom.contacts.members.values()].some((known) => known.mobile === mobile)) refuse(60104);
    addMember(world, {
      userid: text(body, "userid", 40003),
      name: text(body, "name", 60112),
      departments: integers(body, "department"),
      mobile: mobile ?? "",
      position: optionalText(body, "position") ?? "",
    });
    return { errmsg: "created" };
  }),
  post("/cgi-bin/user/update", (call) => {
    syncOnly(call);
    const known = member(call, text(call.body, "userid", 40003));
    known.name = optionalText(call.body, "name") ?? known.name;
    known.position = optionalText(call.body, "position") ?? known.position;
    known.mobile = optionalText(call.body, "mobile") ?? known.mobile;
    if (call.body.department !== undefined) {
      known.departments = integers(call.body, "department");
      for (const id of known.departments) department(call.world, id);
    }
    if (call.body.enable !== undefined) known.status = integer(call.body, "enable") === 1 ? 1 : 2;
    return { errmsg: "updated" };
  }),
  get("/cgi-bin/user/delete", (call) => {
    syncOnly(call);
    call.world.wecom.contacts.members.delete(member(call, text(call.query, "userid", 40003)).userid.toLowerCase());
    return { errmsg: "deleted" };
  }),
  post("/cgi-bin/user/batchdelete", (call) => {
    syncOnly(call);
    const users = texts(call.body, "useridlist", WECOM_QUOTAS.memberBatchDelete.amount, 40032);
    for (const userid of users.map((id) => member(call, id).userid))
      call.world.wecom.contacts.members.delete(userid.toLowerCase());
    return { errmsg: "deleted" };
  }),
  post("/cgi-bin/user/getuserid", ({ world, body }) => {
    const mobile = text(body, "mobile");
    const found = [...world.wecom.contacts.members.values()].find((known) => known.mobile === mobile);
    if (!found) refuse(46004);
    return { userid: found.userid };
  }),
  post("/cgi-bin/batch/openuserid_to_userid", ({ body }) => ({
    userid_list: [],
    invalid_open_userid_list: texts(body, "open_userid_list", 1000, 40032),
  })),
];

/** The member, if it exists and the app sees it: 60111 unknown, 60011 outside the visible range. */
export function member(call: Call, userid: string): Member {
  const known = call.world.wecom.contacts.members.get(userid.toLowerCase());
  if (!known || known.status === 5) throw new ApiRefusal(60111, userid);
  if (!sees(call.world, appOf(call), known.userid)) throw new ApiRefusal(60011, userid);
  return known;
}

function syncOnly(call: Call): void {
  if (appOf(call).kind !== "contact_sync") refuse(48002, "only the contact-sync assistant");
}

const idOf = (call: Call) => integer(call.query, "id");

function department(world: World, id: number): Department {
  const known = world.wecom.contacts.departments.get(id);
  if (!known) throw new ApiRefusal(60003, `department ${id}`);
  return known;
}

/** What the app's visible range leaves of the tree (below `id`, if given). */
function departmentsFor(call: Call): Department[] {
  const { departments } = call.world.wecom.contacts;
  const within = call.query.id ? departmentsUnder(call.world, [department(call.world, idOf(call)).id]) : undefined;
  const visible = visibleDepartments(call.world, appOf(call));
  return [...departments.values()].filter(({ id }) => (!within || within.has(id)) && (!visible || visible.has(id)));
}

function visibleDepartments(world: World, app: WecomApp): Set<number> | undefined {
  return app.visible === "all" ? undefined : departmentsUnder(world, app.visible.departments);
}

function membersIn(call: Call): Member[] {
  const root = department(call.world, integer(call.query, "department_id")).id;
  const within = call.query.fetch_child === "1" ? departmentsUnder(call.world, [root]) : new Set([root]);
  const app = appOf(call);
  return [...call.world.wecom.contacts.members.values()].filter(
    ({ status, departments, userid }) =>
      status !== 5 && departments.some((id) => within.has(id)) && sees(call.world, app, userid),
  );
}

function createDepartment(call: Call): number {
  syncOnly(call);
  const { departments } = call.world.wecom.contacts;
  const parentId = integer(call.body, "parentid");
  if (!departments.has(parentId)) refuse(60004);
  if (depthOf(call.world, parentId) >= WECOM_QUOTAS.departmentLevels.amount) refuse(60002);
  const id = integer(call.body, "id", Math.max(...departments.keys()) + 1);
  if (departments.has(id)) refuse(60008);
  departments.set(id, {
    id,
    name: checkedName(call.world, text(call.body, "name", 60001), parentId),
    nameEn: optionalText(call.body, "name_en") ?? "",
    parentId,
    order: integer(call.body, "order", 0),
    leaders: [],
  });
  return id;
}

function checkedName(world: World, name: string, parentId: number, self?: number): string {
  if (name.length > 64 || FORBIDDEN.test(name)) refuse(60009);
  for (const other of world.wecom.contacts.departments.values())
    if (other.parentId === parentId && other.name === name && other.id !== self) refuse(60008);
  return name;
}

function departmentView({ id, name, nameEn, leaders, parentId, order }: Department) {
  return { id, name, name_en: nameEn, department_leader: leaders, parentid: parentId, order };
}

/** user/get of an app made after 2022-06-20: no mobile, e-mail, avatar, gender. */
function memberView(member: Member) {
  const { userid, name, departments, leaderOf, position, alias, status, card } = member;
  return {
    userid,
    name,
    department: departments,
    order: departments.map(() => 0),
    position,
    is_leader_in_dept: departments.map((id) => (leaderOf.includes(id) ? 1 : 0)),
    direct_leader: [],
    alias,
    main_department: departments[0],
    extattr: { attrs: [] },
    status,
    ...(card?.avatar !== undefined && { avatar: card.avatar }),
    external_position: card?.position ?? "",
    ...(card?.company && { external_profile: { external_corp_name: card.company } }),
    telephone: "",
  };
}
