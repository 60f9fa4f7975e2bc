import type { WecomAnswer, WecomContactWay } from "@feilun/wechat-protocol";
import type { CodePlatform, GroupWayWish, PublishedWay } from "../../../engagement/index.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WecomApi } from "../wecom-api.ts";
import { acquisitionLinks } from "./acquisition-links.ts";

const base = "/cgi-bin/externalcontact";
/** Several users, behind a QR code: `CONTACT_WAY_TYPE`, `CONTACT_WAY_SCENE`. */
const SEVERAL = 2;
const QR = 2;
/** "No such way": made by another app, or deleted (wecom-api.md §5). */
const UNKNOWN_WAY = 41044;
/** Ways looked through for one whose answer was lost. */
const lostWays = 1_000;

/** 联系我 and 加入群聊: wecom-api.md §5; 获客链接: §13. */
export function wecomCodes(api: WecomApi): CodePlatform {
  const contactWay = async (configKey: string): Promise<WecomContactWay> => {
    const path = `${base}/get_contact_way`;
    const answer = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_contact_way">>(path, {
      config_id: configKey,
    });
    return answer.contact_way;
  };
  const joinWay = async (configKey: string) => {
    const path = `${base}/groupchat/get_join_way`;
    const answer = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/groupchat/get_join_way">>(path, {
      config_id: configKey,
    });
    return answer.join_way;
  };
  const published = async (configKey: string): Promise<PublishedWay> => ({
    configKey,
    qrUrl: (await contactWay(configKey)).qr_code ?? "",
  });

  return {
    accountId: api.account.id,
    ...acquisitionLinks(api),
    async publishContactWay(wish) {
      const settings = { remark: wish.remark, skip_verify: true, state: wish.state, user: [...wish.staffKeys] };
      if (wish.configKey !== null) {
        await api.post(`${base}/update_contact_way`, { config_id: wish.configKey, ...settings, party: [] });
        return published(wish.configKey);
      }
      const made = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/add_contact_way">>(
        `${base}/add_contact_way`,
        { type: SEVERAL, scene: QR, ...settings },
        { repeatable: false },
      );
      return { configKey: made.config_id, qrUrl: made.qr_code ?? (await published(made.config_id)).qrUrl };
    },
    async findLostContactWay(wish, since) {
      const path = `${base}/list_contact_way`;
      // A minute of grace: their clock is not ours.
      const start = Math.floor(since.getTime() / 1000) - 60;
      const { contact_way: ways } = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/list_contact_way">>(
        path,
        {
          start_time: start,
          limit: lostWays,
        },
      );
      for (const { config_id } of ways.reverse()) {
        const way = await contactWay(config_id);
        if (way.state === wish.state && sameUsers(way.user ?? [], wish.staffKeys))
          return { configKey: config_id, qrUrl: way.qr_code ?? "" };
      }
      return null;
    },
    async publishGroupWay(wish: GroupWayWish) {
      const draft = {
        scene: QR,
        remark: wish.remark,
        auto_create_room: 1,
        room_base_name: wish.roomName.slice(0, 40),
        room_base_id: wish.roomNo,
        chat_id_list: [...wish.roomKeys],
        state: wish.state,
      };
      let { configKey } = wish;
      if (configKey !== null) await api.post(`${base}/groupchat/update_join_way`, { config_id: configKey, ...draft });
      else {
        const path = `${base}/groupchat/add_join_way`;
        const made = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/groupchat/add_join_way">>(path, draft, {
          repeatable: false,
        });
        configKey = made.config_id;
      }
      return { configKey, qrUrl: (await joinWay(configKey)).qr_code ?? "" };
    },
    readContactWay: (configKey) =>
      orGone(async () => {
        const way = await contactWay(configKey);
        return { targets: way.user ?? [], state: way.state ?? "", qrUrl: way.qr_code ?? "" };
      }),
    readGroupWay: (configKey) =>
      orGone(async () => {
        const way = await joinWay(configKey);
        return { targets: way.chat_id_list, state: way.state ?? "", qrUrl: way.qr_code ?? "" };
      }),
    async remove(kind, configKey) {
      const path = kind === "contact" ? `${base}/del_contact_way` : `${base}/groupchat/del_join_way`;
      await orGone(() => api.post(path, { config_id: configKey }));
    },
    explain: (error) =>
      error instanceof WechatRefusal
        ? {
            message: `${error.cause}。${error.remedy}`,
            uncertain: error.uncertain,
            final: error.retry === "never" && error.errcode !== 0,
          }
        : null,
  };
}

async function orGone<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WechatRefusal && error.errcode === UNKNOWN_WAY) return null;
    throw error;
  }
}

const sameUsers = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((key) => b.some((other) => other.toLowerCase() === key.toLowerCase()));
