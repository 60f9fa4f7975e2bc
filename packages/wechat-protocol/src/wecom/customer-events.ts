import { items, number, optional, text } from "../callback/fields.ts";

const relation = { userId: text("UserID"), externalUserId: text("ExternalUserID") } as const;
const added = {
  ...relation,
  /** `state` of the contact way, or the acquisition link's `customer_channel`. */
  state: optional(text("State")),
  /** Valid for 20 s, once; absent in the cases of wecom-api.md §4.2. */
  welcomeCode: optional(text("WelcomeCode")),
} as const;
const chat = { chatId: text("ChatId") } as const;
const tag = {
  id: text("Id"),
  /** `tag` or `tag_group`. */
  tagType: text("TagType"),
  strategyId: optional(text("StrategyId")),
} as const;
const link = { linkId: text("LinkId") } as const;
const linkWithState = { ...link, state: optional(text("State")) } as const;

/** Customers, groups, tags and acquisition links: wecom-api.md §4.2, §6, §7, §13. */
export const CUSTOMER_EVENTS = {
  "change_external_contact.add_external_contact": added,
  /** The customer added a member who skips verification; the member has not confirmed: reads answer 84061. */
  "change_external_contact.add_half_external_contact": added,
  "change_external_contact.edit_external_contact": relation,
  /** The member deleted the customer; `source` is `DELETE_BY_TRANSFER` when an on-job transfer caused it. */
  "change_external_contact.del_external_contact": { ...relation, source: optional(text("Source")) },
  /** The customer deleted the member. */
  "change_external_contact.del_follow_user": relation,
  /** `userId` is the member who failed to take over; `failReason`: `customer_refused` or `customer_limit_exceed`. */
  "change_external_contact.transfer_fail": { ...relation, failReason: text("FailReason") },
  "change_external_contact.msg_audit_approved": { ...relation, welcomeCode: optional(text("WelcomeCode")) },

  "change_external_chat.create": chat,
  "change_external_chat.update": {
    ...chat,
    /** `add_member`, `del_member`, `change_owner`, `change_name` or `change_notice`. */
    updateDetail: text("UpdateDetail"),
    /** 0 invited, 3 QR code: another enumeration than groupchat/get's (wecom-api.md §18). */
    joinScene: optional(number("JoinScene")),
    /** 0 left, 1 removed. */
    quitScene: optional(number("QuitScene")),
    memChangeCnt: optional(number("MemChangeCnt")),
    memChangeList: optional(items("MemChangeList", "Item")),
    lastMemVer: optional(text("LastMemVer")),
    curMemVer: optional(text("CurMemVer")),
  },
  "change_external_chat.dismiss": chat,

  "change_external_tag.create": tag,
  "change_external_tag.update": tag,
  /** The deletion of a group brings no events for its tags. */
  "change_external_tag.delete": tag,
  /** Without `id` the order of the groups changed, otherwise the order inside that group. */
  "change_external_tag.shuffle": { id: optional(text("Id")), strategyId: optional(text("StrategyId")) },

  "customer_acquisition.balance_low": {},
  "customer_acquisition.balance_exhausted": {},
  "customer_acquisition.balance_increased": {},
  "customer_acquisition.quota_expire_soon": {
    expireTime: number("ExpireTime"),
    expireQuotaNum: number("ExpireQuotaNum"),
  },
  "customer_acquisition.link_unavailable": link,
  "customer_acquisition.delete_link": link,
  "customer_acquisition.open_profile": linkWithState,
  "customer_acquisition.friend_request": linkWithState,
  "customer_acquisition.customer_start_chat": { ...relation, ...link },
  /** The 3rd, 5th or 10th message; `chatKey` opens get_chat_info for 30 min. */
  "customer_acquisition.message_from_customer": { ...link, chatKey: optional(text("ChatKey")) },
} as const;
