import { commas, group, number, optional, rows, text } from "../callback/fields.ts";

/** wecom-api.md §3.4. Addresses set after 2022-08-15 receive only `userId`, `department` and `newUserId`. */
const member = {
  userId: text("UserID"),
  newUserId: optional(text("NewUserID")),
  name: optional(text("Name")),
  department: optional(commas("Department")),
  mainDepartment: optional(text("MainDepartment")),
  isLeaderInDept: optional(commas("IsLeaderInDept")),
  directLeader: optional(commas("DirectLeader")),
  position: optional(text("Position")),
  mobile: optional(text("Mobile")),
  gender: optional(text("Gender")),
  email: optional(text("Email")),
  bizMail: optional(text("BizMail")),
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: optional(number("Status")),
  avatar: optional(text("Avatar")),
  alias: optional(text("Alias")),
  telephone: optional(text("Telephone")),
  address: optional(text("Address")),
  extAttr: optional(
    rows(
      "ExtAttr",
      {
        name: text("Name"),
        /** 0 text, 1 web. */
        type: optional(number("Type")),
        text: optional(group("Text", { value: optional(text("Value")) })),
        web: optional(group("Web", { title: optional(text("Title")), url: optional(text("Url")) })),
      },
      "Item",
    ),
  ),
} as const;

const department = {
  id: text("Id"),
  name: optional(text("Name")),
  parentId: optional(text("ParentId")),
  order: optional(text("Order")),
} as const;

/** Directory changes: `Event=change_contact`. */
export const CONTACT_EVENTS = {
  "change_contact.create_user": member,
  "change_contact.update_user": member,
  "change_contact.delete_user": { userId: text("UserID") },
  "change_contact.create_party": department,
  "change_contact.update_party": department,
  "change_contact.delete_party": { id: text("Id") },
  "change_contact.update_tag": {
    tagId: text("TagId"),
    addUserItems: optional(commas("AddUserItems")),
    delUserItems: optional(commas("DelUserItems")),
    addPartyItems: optional(commas("AddPartyItems")),
    delPartyItems: optional(commas("DelPartyItems")),
  },
} as const;
