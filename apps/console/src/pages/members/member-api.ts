import { answer, type BodyOf } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Relation = "visitor" | "fan" | "group" | "contact" | "member";

export const relationNames: Readonly<Record<Relation, string>> = {
  visitor: "访客",
  fan: "粉丝",
  group: "社群成员",
  contact: "私域好友",
  member: "会员",
};

export const identifierKindNames: Readonly<Record<string, string>> = {
  phone: "手机号",
  unionid: "微信 UnionID",
  card: "会员卡号",
  external_userid: "企业微信客户",
  openid: "微信 OpenID",
  shop_openid: "微信小店 OpenID",
  platform_id: "其他平台账号",
  pos_id: "POS 会员号",
  erp_id: "ERP 客户号",
  external_id: "外部编号",
  email: "邮箱",
  device: "设备",
  wifi_mac: "WiFi MAC",
};

export interface ListedMember {
  readonly memberNo: number;
  readonly name: string | null;
  readonly phone: string | null;
  readonly gender: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly channel: string | null;
  readonly relation: Relation;
  readonly tier: string | null;
  readonly registeredAt: string | null;
  readonly firstSeenAt: string;
  readonly tags: readonly { readonly tagNo: number; readonly name: string }[];
}

export interface Identifier {
  readonly id: string;
  readonly kind: string;
  readonly scope: string;
  readonly value: string;
  readonly masked: boolean;
  readonly shared: boolean;
  readonly source: string;
  readonly firstSeenAt: string;
}

export interface Binding {
  readonly id: string;
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly primary: boolean;
  readonly source: string;
  readonly reason: string | null;
  readonly boundAt: string;
  readonly unboundAt: string | null;
  readonly boundBy: string;
}

export interface CarriedTag {
  readonly tagNo: number;
  readonly name: string;
  readonly family: string;
  readonly groupName: string;
  readonly source: string;
  readonly setAt: string;
  readonly setBy: string;
}

export interface Consent {
  readonly purpose: string;
  readonly channel: string;
  readonly granted: boolean;
  readonly at: string;
  readonly source: string;
  readonly textVersion: string | null;
}

export interface Attribute {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly masked: boolean;
  readonly source: string;
  readonly at: string;
}

export interface Profile {
  readonly memberNo: number;
  readonly id: string;
  readonly mergedMemberNos: readonly number[];
  readonly relation: Relation;
  readonly tier: string | null;
  readonly registeredAt: string | null;
  readonly firstSeenAt: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly channel: string | null;
  readonly attributes: readonly Attribute[];
  readonly identifiers: readonly Identifier[];
  readonly bindings: readonly Binding[];
  readonly tags: readonly CarriedTag[];
  readonly consent: readonly Consent[];
}

/** One page of members; `filters` as the address holds them (`registered` = `from_to`, both days included, in shop time). */
export function fetchMembers(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<ListedMember>> {
  const { registered, ...rest } = filters;
  const [from, to] = registered?.split("_") ?? [];
  return answer(
    api.GET("/api/v1/members", {
      signal,
      params: {
        query: {
          ...rest,
          registeredFrom: from ? `${from}T00:00:00+08:00` : undefined,
          registeredTo: to ? `${dayAfter(to)}T00:00:00+08:00` : undefined,
          cursor,
          limit: 50,
        },
      },
    }),
  );
}

function dayAfter(day: string): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);
}

export function useProfile(memberNo: number, enabled = true) {
  return useQuery({
    queryKey: ["members", "profile", memberNo],
    queryFn: ({ signal }): Promise<Profile> =>
      answer(api.GET("/api/v1/members/{memberNo}", { signal, params: { path: { memberNo } } })),
    enabled,
  });
}

export const unmaskProfile = (memberNo: number, reason: string): Promise<Profile> =>
  answer(api.POST("/api/v1/members/{memberNo}/unmask", { params: { path: { memberNo } }, body: { reason } }));

export const editMember = (memberNo: number, body: Readonly<Record<string, string>>): Promise<Profile> =>
  answer(api.PATCH("/api/v1/members/{memberNo}", { params: { path: { memberNo } }, body }));

export const bindMember = (
  memberNo: number,
  body: { guideId: string | null; storeNo: number | null; reason: string },
): Promise<Profile> =>
  answer(api.POST("/api/v1/members/{memberNo}/bindings", { params: { path: { memberNo } }, body }));

export const recordConsent = (
  memberNo: number,
  body: BodyOf<"/api/v1/members/{memberNo}/consents", "post">,
): Promise<Profile> =>
  answer(api.POST("/api/v1/members/{memberNo}/consents", { params: { path: { memberNo } }, body }));

export interface TimelineEntry {
  readonly seq: number;
  readonly type: string;
  readonly label: string;
  readonly group: string | null;
  readonly groupLabel: string | null;
  readonly summary: string;
  readonly interaction: boolean;
  readonly occurredAt: string;
  readonly storeName: string | null;
  readonly channelLabel: string | null;
}

export const timelineGroups = {
  trade: "交易",
  browsing: "浏览与分享",
  message: "消息触达",
  benefit: "优惠与积分",
  community: "社群与好友",
  member: "会员",
  live: "直播与内容",
  store: "门店与服务",
} as const;

export type TimelineGroup = keyof typeof timelineGroups;

export function fetchTimeline(
  memberNo: number,
  group: TimelineGroup | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<TimelineEntry>> {
  return answer(
    api.GET("/api/v1/members/{memberNo}/timeline", {
      signal,
      params: { path: { memberNo }, query: { group, cursor, limit: 30 } },
    }),
  );
}
