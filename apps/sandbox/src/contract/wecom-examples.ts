/** A recorded call of WeCom (wecom-api.md §21 and the shapes in its sections), sent as it stands. */
export interface RecordedCall {
  readonly endpoint: `${"GET" | "POST"} ${string}`;
  readonly request?: object;
  readonly answer: object;
  /** Fields that the reference documents beside the example's. */
  readonly also?: readonly string[];
}

const OK = { errcode: 0, errmsg: "ok" };

/** Each may use what those before it made: the ids are those of the test's world. */
export const WECOM_EXAMPLES: readonly RecordedCall[] = [
  {
    endpoint: "POST /cgi-bin/externalcontact/batch/get_by_user",
    request: { userid_list: ["u1"], cursor: "", limit: 100 },
    answer: {
      ...OK,
      external_contact_list: [
        {
          external_contact: { external_userid: "wmA", name: "Li", type: 1, gender: 0, unionid: "oU1", avatar: "x" },
          follow_info: {
            userid: "u1",
            remark: "VIP",
            description: "",
            createtime: 1700000000,
            tag_id: ["etT1"],
            remark_mobiles: [],
            oper_userid: "wmA",
            add_way: 1,
            state: "ch_01",
          },
        },
      ],
      next_cursor: "",
      fail_info: { unlicensed_userid_list: [] },
    },
    also: ["external_contact_list.follow_info.remark_corp_name"],
  },
  {
    endpoint: "GET /cgi-bin/externalcontact/get?external_userid=wmA",
    answer: {
      ...OK,
      external_contact: { external_userid: "wmA", name: "Li", avatar: "x", type: 1, gender: 0, unionid: "oU1" },
      follow_user: [
        {
          userid: "u1",
          remark: "VIP",
          description: "",
          createtime: 1700000000,
          tags: [{ group_name: "Level", tag_name: "Gold", tag_id: "etT1", type: 1 }],
          remark_mobiles: [],
          oper_userid: "wmA",
          add_way: 1,
          state: "ch_01",
        },
      ],
    },
    also: ["follow_user.remark_corp_name"],
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/add_corp_tag",
    request: {
      group_name: "Season",
      order: 10,
      tag: [
        { name: "Spring", order: 2 },
        { name: "Summer", order: 1 },
      ],
    },
    answer: {
      ...OK,
      tag_group: {
        group_id: "etG1",
        group_name: "Season",
        create_time: 1700000000,
        order: 10,
        tag: [{ id: "etT1", name: "Spring", create_time: 1700000000, order: 2 }],
      },
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/mark_tag",
    request: { userid: "u1", external_userid: "wmA", add_tag: ["etT1"], remove_tag: ["etT9"] },
    answer: OK,
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/groupchat/add_join_way",
    request: {
      scene: 2,
      remark: "Expo",
      auto_create_room: 1,
      room_base_name: "Club ",
      room_base_id: 1,
      chat_id_list: ["wrG1"],
      state: "g_01",
    },
    answer: { ...OK, config_id: "jw01" },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/groupchat/list",
    request: { status_filter: 0, owner_filter: { userid_list: ["u1"] }, cursor: "", limit: 100 },
    answer: { ...OK, group_chat_list: [{ chat_id: "wrG1", status: 0 }], next_cursor: "" },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/groupchat/get",
    request: { chat_id: "wrG1", need_name: 1 },
    answer: {
      ...OK,
      group_chat: {
        chat_id: "wrG1",
        name: "Club 1",
        owner: "u1",
        create_time: 1700000000,
        notice: "",
        member_list: [
          { userid: "u1", type: 1, join_time: 1700000000, join_scene: 1 },
          {
            userid: "wmA",
            type: 2,
            unionid: "oU1",
            join_time: 1700000100,
            join_scene: 3,
            group_nickname: "",
            name: "Li",
            state: "g_01",
          },
        ],
        admin_list: [{ userid: "u2" }],
        member_version: "v2",
      },
    },
    also: ["group_chat.member_list.group_nickname", "group_chat.member_list.name"],
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/send_welcome_msg",
    request: {
      welcome_code: "WC1",
      text: { content: "Hello" },
      attachments: [
        { msgtype: "image", image: { media_id: "m1" } },
        {
          msgtype: "link",
          link: { title: "Guide", picurl: "https://img/p", desc: "Start here", url: "https://example.test" },
        },
      ],
    },
    answer: OK,
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/add_msg_template",
    request: {
      chat_type: "single",
      external_userid: ["wmA", "wmZ"],
      sender: "u1",
      allow_select: false,
      text: { content: "Hi" },
      attachments: [],
    },
    answer: { ...OK, fail_list: ["wmZ"], msgid: "msg01" },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/get_groupmsg_task",
    request: { msgid: "msg01" },
    answer: { ...OK, next_cursor: "", task_list: [{ userid: "u1", status: 2, send_time: 1700000500 }] },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/get_groupmsg_send_result",
    request: { msgid: "msg01", userid: "u1" },
    answer: {
      ...OK,
      next_cursor: "",
      send_list: [{ external_userid: "wmA", userid: "u1", status: 1, send_time: 1700000500 }],
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/add_moment_task",
    request: {
      text: { content: "News" },
      attachments: [{ msgtype: "image", image: { media_id: "m2" } }],
      visible_range: {
        sender_list: { user_list: ["u1"], department_list: [2] },
        external_contact_list: { tag_list: ["etT1"] },
      },
    },
    answer: { ...OK, jobid: "job1" },
  },
  {
    endpoint: "GET /cgi-bin/externalcontact/get_moment_task_result?jobid=job1",
    answer: {
      ...OK,
      status: 3,
      type: "add_moment_task",
      result: {
        errcode: 0,
        errmsg: "ok",
        moment_id: "mom1",
        invalid_sender_list: { user_list: [], department_list: [] },
        invalid_external_contact_list: { tag_list: [] },
      },
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/transfer_customer",
    request: {
      handover_userid: "u1",
      takeover_userid: "u2",
      external_userid: ["wmA", "wmZ"],
      transfer_success_msg: "…",
    },
    answer: {
      ...OK,
      customer: [
        { external_userid: "wmA", errcode: 0 },
        { external_userid: "wmZ", errcode: 40096 },
      ],
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/transfer_result",
    request: { handover_userid: "u1", takeover_userid: "u2" },
    answer: {
      ...OK,
      customer: [{ external_userid: "wmA", status: 2, takeover_time: 1700086400 }],
      next_cursor: "",
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/get_unassigned_list",
    request: { page_size: 100 },
    answer: {
      ...OK,
      info: [{ handover_userid: "u3", external_userid: "wmB", dimission_time: 1700000000 }],
      is_last: true,
      next_cursor: "",
    },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/groupchat/transfer",
    request: { chat_id_list: ["wrG1"], new_owner: "u2" },
    answer: { ...OK, failed_chat_list: [{ chat_id: "wrG1", errcode: 90500, errmsg: "…" }] },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/get_user_behavior_data",
    request: { userid: ["u1"], start_time: 1699977600, end_time: 1699977600 },
    answer: {
      ...OK,
      behavior_data: [
        {
          stat_time: 1699977600,
          chat_cnt: 3,
          message_cnt: 12,
          reply_percentage: 66.67,
          avg_reply_time: 2,
          negative_feedback_cnt: 0,
          new_apply_cnt: 1,
          new_contact_cnt: 2,
        },
      ],
    },
  },
  {
    endpoint: "POST /cgi-bin/message/send",
    request: {
      touser: "u1|u9",
      msgtype: "text",
      agentid: 1000002,
      text: { content: "Task due" },
      safe: 0,
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    },
    answer: { ...OK, invaliduser: "u9", invalidparty: "", invalidtag: "", unlicenseduser: "", msgid: "am1" },
  },
  {
    endpoint: "POST /cgi-bin/kf/sync_msg",
    request: { open_kfid: "wk1" },
    answer: {
      ...OK,
      next_cursor: "c2",
      has_more: 0,
      msg_list: [
        {
          msgid: "k1",
          open_kfid: "wk1",
          external_userid: "wmA",
          send_time: 1700000000,
          origin: 3,
          msgtype: "text",
          text: { content: "Hi" },
        },
        {
          msgid: "k2",
          send_time: 1700000000,
          origin: 4,
          msgtype: "event",
          event: {
            event_type: "enter_session",
            open_kfid: "wk1",
            external_userid: "wmA",
            scene: "s1",
            scene_param: "p",
            welcome_code: "kw1",
          },
        },
      ],
    },
  },
  {
    endpoint: "POST /cgi-bin/kf/send_msg",
    request: { touser: "wmA", open_kfid: "wk1", msgid: "mine_01", msgtype: "text", text: { content: "Hello" } },
    answer: { ...OK, msgid: "mine_01" },
  },
  {
    endpoint: "POST /cgi-bin/externalcontact/customer_acquisition/create_link",
    request: { link_name: "Ad A", range: { user_list: ["u1"], department_list: [] }, skip_verify: true },
    answer: {
      ...OK,
      link: { link_id: "ca1", link_name: "Ad A", url: "https://work.weixin.qq.com/ca/x", create_time: 1700000000 },
    },
  },
];

/** Recorded callbacks (§21): the names of their elements are compared. */
export const WECOM_CALLBACK_EXAMPLES = {
  "change_external_chat.update": [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "Event",
    "ChatId",
    "ChangeType",
    "UpdateDetail",
    "JoinScene",
    "QuitScene",
    "MemChangeCnt",
    "MemChangeList",
    "LastMemVer",
    "CurMemVer",
  ],
  change_external_tag: ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "Id", "TagType", "ChangeType"],
  kf_msg_or_event: ["ToUserName", "CreateTime", "MsgType", "Event", "Token", "OpenKfId"],
} as const;
