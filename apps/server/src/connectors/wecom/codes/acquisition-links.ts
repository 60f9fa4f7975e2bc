import type { WecomAcquisitionDraft, WecomAnswer } from "@feilun/wechat-protocol";
import type { AcquisitionPlatform, AcquisitionWish, PublishedWay } from "../../../engagement/index.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WecomApi } from "../wecom-api.ts";

const base = "/cgi-bin/externalcontact/customer_acquisition";
/** Their names' length (wecom-api.md §13). */
const nameLength = 30;
/** "invalid link_id" and "no such way": deleted there. */
const gone = new Set([40058, 41044]);
/** `priority_type`. */
const WHOLE_COMPANY = 1;
const LISTED = 2;
/** Pages looked through for a link whose answer was lost, of a hundred each. */
const lostPages = 10;

/** 获客链接: wecom-api.md §13. A link holds no state of its own: its name ends in ours, and its address says it as `customer_channel`. */
export function acquisitionLinks(api: WecomApi): AcquisitionPlatform {
  const read = (linkId: string) =>
    api.post<WecomAnswer<"POST /cgi-bin/externalcontact/customer_acquisition/get">>(`${base}/get`, { link_id: linkId });

  return {
    async publishAcquisitionLink(wish): Promise<PublishedWay> {
      const draft: WecomAcquisitionDraft = {
        link_name: linkName(wish),
        range: { user_list: [...wish.staffKeys] },
        skip_verify: true,
      };
      if (wish.configKey === null) {
        const priority = wish.priority === "none" ? {} : { priority_option: priorityOption(wish) };
        const path = `${base}/create_link`;
        const { link } = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/customer_acquisition/create_link">>(
          path,
          { ...draft, ...priority },
          { repeatable: false },
        );
        return { configKey: link.link_id, qrUrl: withChannel(link.url, wish.state) };
      }
      const before = await read(wish.configKey);
      // What is left out stays as it was; only some trades may name a priority at all.
      const tellsPriority = wish.priority !== "none" || before.priority_option !== undefined;
      await api.post(`${base}/update_link`, {
        link_id: wish.configKey,
        ...draft,
        ...(tellsPriority && { priority_option: priorityOption(wish) }),
      });
      return { configKey: wish.configKey, qrUrl: withChannel(before.link.url, wish.state) };
    },
    async findLostAcquisitionLink(wish) {
      let cursor: string | undefined;
      for (let page = 0; page < lostPages; page++) {
        const path = `${base}/list_link`;
        const listed = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/customer_acquisition/list_link">>(
          path,
          { limit: 100, ...(cursor && { cursor }) },
        );
        for (const linkId of listed.link_id_list) {
          const { link } = await read(linkId);
          if (link.link_name === linkName(wish)) return { configKey: linkId, qrUrl: withChannel(link.url, wish.state) };
        }
        cursor = listed.next_cursor;
        if (!cursor) break;
      }
      return null;
    },
    readAcquisitionLink: (configKey) =>
      orGone(async () => {
        const { link, range } = await read(configKey);
        return { targets: range.user_list ?? [], state: link.link_name.split(" ").at(-1) ?? "", qrUrl: null };
      }),
    async removeAcquisitionLink(configKey) {
      await orGone(() => api.post(`${base}/delete_link`, { link_id: configKey }));
    },
    async acquisitionAllowance() {
      const path = "/cgi-bin/externalcontact/customer_acquisition_quota";
      const { total, balance, quota_list } =
        await api.get<WecomAnswer<"GET /cgi-bin/externalcontact/customer_acquisition_quota">>(path);
      return {
        used: total,
        balance,
        parts: quota_list.map((part) => ({ expiresAt: new Date(part.expire_date * 1000), balance: part.balance })),
      };
    },
  };
}

/** Unique on the platform, so that a link whose answer was lost is found again. */
function linkName({ remark, state }: AcquisitionWish): string {
  const room = nameLength - 1 - [...state].length;
  return `${[...remark].slice(0, room).join("")} ${state}`;
}

const priorityOption = ({ priority, staffKeys }: AcquisitionWish): WecomAcquisitionDraft["priority_option"] =>
  priority === "company"
    ? { priority_type: WHOLE_COMPANY }
    : { priority_type: LISTED, priority_userid_list: priority === "guides" ? [...staffKeys] : [] };

function withChannel(url: string, state: string): string {
  const address = new URL(url);
  address.searchParams.set("customer_channel", state);
  return address.href;
}

async function orGone<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WechatRefusal && gone.has(error.errcode)) return null;
    throw error;
  }
}
