import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { integer, objects, optionalText, text } from "../../http/read.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { appOf } from "../apps/caller.ts";

const DAY_MS = 86_400_000;

/** Consent as WeCom serves it, and the archive itself in a stand-in form over HTTP: wecom-api.md §12.1 and the README. */
export const archiveEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/msgaudit/get_permit_user_list", (call) => {
    archiveOnly(call);
    return { ids: [...call.world.wecom.archive.permitted] };
  }),
  post("/cgi-bin/msgaudit/check_single_agree", (call) => {
    archiveOnly(call);
    const pairs = objects(call.body, "info");
    if (pairs.length > WECOM_QUOTAS.archiveAgreePairs.amount) refuse(301_060);
    return {
      agreeinfo: pairs.map((pair) => {
        const userid = text(pair, "userid", 40003);
        return { userid, ...consentOf(call, userid, text(pair, "exteranalopenid", 41035)) };
      }),
    };
  }),
  post("/cgi-bin/msgaudit/check_room_agree", (call) => {
    archiveOnly(call);
    const group = call.world.wecom.groups.get(text(call.body, "roomid", 86001)) ?? refuse(86003);
    const members = [...group.members.values()];
    const archived = members.filter(({ id }) => call.world.wecom.archive.permitted.has(id));
    return {
      agreeinfo: members
        .filter(({ type }) => type === 2)
        .map(({ id }) => {
          const asked = archived.map((member) => consentOf(call, member.id, id));
          return asked.find(({ agree_status }) => agree_status === "Agree") ?? asked[0] ?? consentOf(call, "", id);
        }),
    };
  }),
  post("/cgi-bin/msgaudit/groupchat/get", (call) => {
    archiveOnly(call);
    text(call.body, "roomid", 86001);
    // This world has customer groups only, and those are read with externalcontact/groupchat/get.
    return refuse(301_059);
  }),
  get("/cgi-bin/msgaudit/get_robot_info", (call) => {
    archiveOnly(call);
    return refuse(40058, `no robot ${text(call.query, "robot_id")}`);
  }),
  post("/sandbox/archive/get_chat_data", (call) => {
    archiveOnly(call);
    countPull(call);
    const { world, body } = call;
    const limit = integer(body, "limit");
    if (limit < 1 || limit > WECOM_QUOTAS.archivePage.amount) refuse(301_058);
    const after = integer(body, "seq");
    const oldest = nowOf(world.clock) - WECOM_QUOTAS.archiveHistory.amount * DAY_MS;
    const rows = world.wecom.archive.rows.filter(({ at, row }) => row.seq > after && at > oldest);
    return { chatdata: rows.slice(0, limit).map(({ row }) => row) };
  }),
  post("/sandbox/archive/get_media_data", (call) => {
    archiveOnly(call);
    const file = call.world.wecom.archive.files.get(text(call.body, "sdkfileid")) ?? refuse(301_048);
    const from = Number(optionalText(call.body, "indexbuf") ?? "0");
    if (!Number.isSafeInteger(from) || from < 0) refuse(40058, "indexbuf");
    const end = Math.min(file.length, from + WECOM_QUOTAS.archiveMediaChunk.amount);
    return {
      data: file.subarray(from, end).toString("base64"),
      outindexbuf: String(end),
      is_finish: end >= file.length ? 1 : 0,
    };
  }),
];

/** The archive has its own secret: 48002 for other apps, 301053 where it is not open. */
function archiveOnly(call: Call): void {
  if (appOf(call).kind !== "archive") refuse(48002, "only with the archive's secret");
  if (call.world.wecom.archive.publicKeys.size === 0) refuse(301_053);
}

function consentOf({ world }: Call, userid: string, externalUserid: string) {
  const consent = world.wecom.archive.consents.get(`${userid}/${externalUserid}`);
  return {
    exteranalopenid: externalUserid,
    agree_status: consent?.agrees ? "Agree" : "Disagree",
    status_change_time: consent?.at ?? 0,
  };
}

function countPull({ world }: Call): void {
  const { pulls } = world.wecom.archive;
  const minute = Math.floor(secondsOf(world.clock) / 60);
  if (pulls.minute !== minute) Object.assign(pulls, { minute, calls: 0 });
  if (++pulls.calls > WECOM_QUOTAS.archivePulls.amount) refuse(45009, "4000 pulls a minute");
}
