import { ADD_WAY } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { addPerson } from "../../world/people.ts";
import { acquisitionActions } from "./acquisition.ts";
import { appActions } from "./app-actions.ts";
import { archiveActions } from "./archive.ts";
import { backOfficeActions } from "./back-office.ts";
import { dismissMember, fillCard, hire, memberNamed, moveMember, openDepartment } from "./directory.ts";
import { directoryImportActions } from "./directory-import.ts";
import {
  acceptFriend,
  addFriend,
  chat,
  deleteCustomer,
  deleteMember,
  editCustomer,
  scanContactWay,
} from "./friends.ts";
import { kfActions } from "./kf.ts";
import { massMessageActions } from "./mass-messages.ts";
import { momentActions } from "./moments.ts";
import { populate } from "./populate.ts";
import {
  changeOwner,
  chooseGroupWelcome,
  dismissGroup,
  editGroup,
  inviteToGroup,
  leaveGroup,
  openGroup,
  scanJoinWay,
  speakInGroup,
} from "./rooms.ts";
import { transferActions } from "./transfers.ts";
import { webViewActions } from "./web-view.ts";

const relation = z.object({ userid: z.string(), externalUserid: z.string() });
const member = z.object({
  userid: z.string(),
  name: z.string(),
  departments: z.array(z.int()).min(1),
  mobile: z.string().optional(),
  position: z.string().optional(),
  customerContact: z.boolean().optional(),
});

/** A QR picture's address or its bare config id. */
const configIdOf = (code: string) => /\/wwpic\/([^/]+)\//.exec(code)?.[1] ?? code;

/** What happens in WeCom's and WeChat's own programs around one company. */
export const wecomActions: readonly Action[] = [
  ...directoryImportActions,
  ...archiveActions,
  ...kfActions,
  ...acquisitionActions,
  ...webViewActions,
  ...appActions,
  ...transferActions,
  ...momentActions,
  ...backOfficeActions,
  ...massMessageActions,
  action("wecom.scan_contact_way", z.object({ person: z.string(), code: z.string() }), (world, { person, code }) =>
    scanContactWay(world, personNamed(world, person), configIdOf(code)),
  ),
  action(
    "wecom.scan_many",
    z.object({ code: z.string(), count: z.int().min(1).max(5000) }),
    (world, { code, count }) => {
      for (let i = 0; i < count; i++)
        scanContactWay(world, addPerson(world, { nickname: `客人${world.people.size}` }), configIdOf(code));
    },
  ),
  action(
    "wecom.scan_join_way",
    z.object({ person: z.string(), code: z.string(), roomAt: z.int().min(2).optional() }),
    (world, { person, code, roomAt }) => {
      const { chatId, name } = scanJoinWay(world, personNamed(world, person), configIdOf(code), roomAt);
      return { chatId, name };
    },
  ),
  action(
    "wecom.add_friend",
    z.object({
      person: z.string(),
      userid: z.string(),
      addWay: z.int().optional(),
      state: z.string().max(64).optional(),
      verified: z.boolean().optional(),
    }),
    (world, { person, userid, ...meeting }) => {
      const { externalUserid } = addFriend(world, personNamed(world, person), memberNamed(world, userid).userid, {
        ...meeting,
        addWay: meeting.addWay ?? ADD_WAY.phoneSearch,
      });
      return { userid, externalUserid };
    },
  ),
  action("wecom.accept_friend", relation, (world, { userid, externalUserid }) =>
    acceptFriend(world, userid, externalUserid),
  ),
  action("wecom.delete_customer", relation, (world, { userid, externalUserid }) =>
    deleteCustomer(world, userid, externalUserid),
  ),
  action("wecom.delete_member", relation, (world, { userid, externalUserid }) =>
    deleteMember(world, userid, externalUserid),
  ),
  action(
    "wecom.edit_customer",
    relation.extend({
      remark: z.string().max(20).optional(),
      mobiles: z.array(z.string()).max(5).optional(),
      addTags: z.array(z.string()).optional(),
      removeTags: z.array(z.string()).optional(),
    }),
    (world, { userid, externalUserid, ...edit }) => editCustomer(world, userid, externalUserid, edit),
  ),
  action(
    "wecom.chat",
    relation.extend({ from: z.enum(["member", "customer"]), content: z.string().min(1).max(2000) }),
    (world, { userid, externalUserid, from, content }) => chat(world, userid, externalUserid, from, content),
  ),
  action("wecom.open_group", z.object({ owner: z.string(), name: z.string() }), (world, { owner, name }) => {
    const group = openGroup(world, memberNamed(world, owner).userid, name);
    return { chatId: group.chatId };
  }),
  action(
    "wecom.invite_to_group",
    z.object({ chatId: z.string(), person: z.string(), invitor: z.string(), byLink: z.boolean().optional() }),
    (world, { chatId, person, invitor, byLink }) =>
      inviteToGroup(world, chatId, personNamed(world, person), invitor, byLink),
  ),
  action(
    "wecom.choose_group_welcome",
    z.object({ chatId: z.string(), templateId: z.string().optional() }),
    (world, { chatId, templateId }) => chooseGroupWelcome(world, chatId, templateId),
  ),
  action(
    "wecom.group_chat",
    z.object({ chatId: z.string(), from: z.string(), content: z.string().min(1).max(2000) }),
    (world, { chatId, from, content }) => speakInGroup(world, chatId, from, content),
  ),
  action(
    "wecom.change_group_owner",
    z.object({ chatId: z.string(), userid: z.string() }),
    (world, { chatId, userid }) => changeOwner(world, chatId, userid),
  ),
  action(
    "wecom.leave_group",
    z.object({ chatId: z.string(), id: z.string(), removed: z.boolean().optional() }),
    (world, { chatId, id, removed }) => leaveGroup(world, chatId, id, removed ? 1 : 0),
  ),
  action(
    "wecom.edit_group",
    z.object({ chatId: z.string(), name: z.string().optional(), notice: z.string().optional() }),
    (world, { chatId, ...edit }) => editGroup(world, chatId, edit),
  ),
  action("wecom.dismiss_group", z.object({ chatId: z.string() }), (world, { chatId }) => dismissGroup(world, chatId)),
  action(
    "wecom.bulk_populate",
    z.object({
      stores: z.int().min(1).max(5000).default(100),
      members: z.int().min(1).max(20_000),
      customers: z.int().min(0).max(1_000_000),
      sharedPercent: z.int().min(0).max(100).default(5),
      groups: z.int().min(0).max(20_000).default(0),
      groupSize: z.int().min(0).max(499).default(50),
      days: z.int().min(1).max(3650).default(365),
    }),
    populate,
  ),
  action("wecom.hire", member, (world, draft) => void hire(world, draft)),
  action(
    "wecom.fill_card",
    z.object({
      userid: z.string(),
      alias: z.string().max(64).optional(),
      avatar: z.string().optional(),
      position: z.string().max(12).default(""),
      company: z.string().max(40).default(""),
    }),
    (world, { userid, ...card }) => fillCard(world, userid, card),
  ),
  action("wecom.dismiss_member", z.object({ userid: z.string() }), (world, { userid }) => dismissMember(world, userid)),
  action(
    "wecom.move_member",
    z.object({ userid: z.string(), departments: z.array(z.int()).min(1) }),
    (world, { userid, departments }) => moveMember(world, userid, departments),
  ),
  action(
    "wecom.open_department",
    z.object({ id: z.int().optional(), name: z.string(), parentId: z.int() }),
    (world, draft) => ({
      id: openDepartment(world, draft),
    }),
  ),
];
