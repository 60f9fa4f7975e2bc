/** How a member and a customer met: wecom-api.md §4.1. 7, 19, 20 and 23 are not listed. */
export const ADD_WAY = {
  unknown: 0,
  qrCode: 1,
  phoneSearch: 2,
  cardShare: 3,
  groupChat: 4,
  phoneBook: 5,
  wechatContact: 6,
  appInstallService: 8,
  emailSearch: 9,
  channels: 10,
  calendar: 11,
  meeting: 12,
  wechatFriendsWecom: 13,
  smartHardware: 14,
  onSiteService: 15,
  acquisitionLink: 16,
  customDevelopment: 17,
  demandReply: 18,
  thirdPartyPreSales: 21,
  businessPartner: 22,
  wechatAccountRequest: 24,
  sharedByColleague: 201,
  assignedByAdmin: 202,
} as const;
export type AddWay = (typeof ADD_WAY)[keyof typeof ADD_WAY];

/** `join_scene` of groupchat/get: wecom-api.md §7. The event's JoinScene is another enumeration. */
export const JOIN_SCENE = { invitedDirectly: 1, inviteLink: 2, groupCode: 3 } as const;
/** `JoinScene` of change_external_chat: wecom-api.md §7. */
export const EVENT_JOIN_SCENE = { invited: 0, groupCode: 3 } as const;
/** `QuitScene` of change_external_chat: wecom-api.md §7. */
export const EVENT_QUIT_SCENE = { left: 0, removed: 1 } as const;
/** `UpdateDetail` of change_external_chat: wecom-api.md §7. */
export const CHAT_UPDATE_DETAIL = {
  addMember: "add_member",
  delMember: "del_member",
  changeOwner: "change_owner",
  changeName: "change_name",
  changeNotice: "change_notice",
} as const;

/** `status` of a member: wecom-api.md §3.2. */
export const MEMBER_STATUS = { active: 1, disabled: 2, notActivated: 4, left: 5 } as const;
/** `type` of an external contact: wecom-api.md §4.1. */
export const CUSTOMER_TYPE = { wechat: 1, wecom: 2 } as const;
/** `type` of a customer's tag: wecom-api.md §4.1. */
export const FOLLOW_TAG_TYPE = { corp: 1, personal: 2, strategy: 3 } as const;
/** `source` of a relation begun in Channels: wecom-api.md §4.1. */
export const CHANNELS_SOURCE = { unknown: 0, home: 1, live: 2, leadForm: 3 } as const;

/** wecom-api.md §5.1. */
export const CONTACT_WAY_TYPE = { single: 1, multi: 2 } as const;
/** wecom-api.md §5.1. */
export const CONTACT_WAY_SCENE = { miniProgramButton: 1, qrCode: 2 } as const;
/** wecom-api.md §5.2. */
export const JOIN_WAY_SCENE = { miniProgramPlugin: 1, qrCode: 2 } as const;

/** `status` of a group: wecom-api.md §7. */
export const GROUP_STATUS = { normal: 0, ownerLeft: 1, transferring: 2, transferred: 3 } as const;
/** `type` of a group's member: wecom-api.md §7. */
export const GROUP_MEMBER_TYPE = { member: 1, external: 2 } as const;

/** `status` of a sender's task: wecom-api.md §8.1. */
export const MASS_TASK_STATUS = { unsent: 0, sent: 2 } as const;
/** `status` of one recipient: wecom-api.md §8.1. */
export const MASS_SEND_STATUS = { unsent: 0, sent: 1, notFriend: 2, capReached: 3 } as const;
/** `filter_type` of the message and moment lists: wecom-api.md §8. */
export const CREATOR_FILTER = { corp: 0, personal: 1, all: 2 } as const;
/** `status` of a moment's creation: wecom-api.md §8.2. */
export const MOMENT_JOB_STATUS = { started: 1, running: 2, done: 3 } as const;
/** `publish_status` of a moment's member: wecom-api.md §8.2. */
export const MOMENT_PUBLISH_STATUS = { unpublished: 0, published: 1 } as const;

/** `status` of a transferred customer: wecom-api.md §9. 5 is told by SDKs only. */
export const TRANSFER_STATUS = { done: 1, waiting: 2, refused: 3, takeoverAtCap: 4, noRecord: 5 } as const;

/** `chat_status` of an acquired customer: wecom-api.md §13. */
export const ACQUISITION_CHAT_STATUS = { notSpoken: 0, spoken: 1, unknown: 2 } as const;

/** wecom-api.md §14. */
export const KF_STATE = { unhandled: 0, assistant: 1, queue: 2, human: 3, ended: 4 } as const;
/** `origin` of a customer-service message: wecom-api.md §14. */
export const KF_ORIGIN = { customer: 3, system: 4, servicer: 5 } as const;
/** `fail_type` of msg_send_fail: wecom-api.md §14. */
export const KF_FAIL_TYPE = {
  unknown: 0,
  accountDeleted: 1,
  appClosed: 2,
  sessionOver48Hours: 4,
  sessionClosed: 5,
  over5Messages: 6,
  subjectNotVerified: 8,
  rejectedByUser: 10,
  noMemberLoggedIn: 11,
  typeBanned: 12,
  security: 13,
} as const;

/** `intercept_type`: wecom-api.md §15.1. */
export const INTERCEPT_TYPE = { warnAndBlock: 1, warn: 2 } as const;
/** `semantics_list`: wecom-api.md §15.1. */
export const INTERCEPT_SEMANTICS = { phone: 1, email: 2, redPacket: 3 } as const;
/** `attachment_type` of upload_attachment: wecom-api.md §15.3. */
export const ATTACHMENT_TYPE = { moments: 1, productAlbum: 2 } as const;
