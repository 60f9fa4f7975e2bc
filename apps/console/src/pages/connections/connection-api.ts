import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Account = AnswerOf<"/api/v1/wechat/accounts">["items"][number];
export type PlatformCode = Account["platform"];
export type NewAccount = BodyOf<"/api/v1/wechat/accounts", "post">;
export type AccountEdit = BodyOf<"/api/v1/wechat/accounts/{accountId}", "patch">;
export type MadeKeys = AnswerOf<"/api/v1/wechat/accounts/{accountId}/callback-keys", "post">;
export type Examination = AnswerOf<"/api/v1/wechat/accounts/{accountId}/examination", "post">;
export type Finding = Examination["findings"][number];
export type CallbackHealth = AnswerOf<"/api/v1/wechat/accounts/{accountId}/callbacks">;
export type ParkedCallback = AnswerOf<"/api/v1/wechat/accounts/{accountId}/callbacks/parked">["items"][number];
export type CallHealth = AnswerOf<"/api/v1/wechat/accounts/{accountId}/calls">;
export type PublicAddress = AnswerOf<"/api/v1/settings/public-address">;

export const platformNames: Readonly<Record<PlatformCode, string>> = {
  wecom: "企业微信",
  official_account: "公众号",
  mini_program: "小程序",
  wechat_pay: "微信支付",
  wechat_shop: "微信小店",
  video_channel: "视频号",
};

const of = (accountId: string) => ({ params: { path: { accountId } } });

export const accountsQuery = queryOptions({
  queryKey: ["connections", "accounts"],
  queryFn: ({ signal }): Promise<{ items: Account[] }> => answer(api.GET("/api/v1/wechat/accounts", { signal })),
});

export const publicAddressQuery = queryOptions({
  queryKey: ["connections", "public-address"],
  queryFn: ({ signal }): Promise<PublicAddress> => answer(api.GET("/api/v1/settings/public-address", { signal })),
});

export const examinationQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["connections", "examination", accountId],
    queryFn: ({ signal }): Promise<{ last: Examination | null }> =>
      answer(api.GET("/api/v1/wechat/accounts/{accountId}/examination", { signal, ...of(accountId) })),
  });

export const callbackHealthQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["connections", "callbacks", accountId],
    queryFn: ({ signal }): Promise<CallbackHealth> =>
      answer(api.GET("/api/v1/wechat/accounts/{accountId}/callbacks", { signal, ...of(accountId) })),
  });

export const callHealthQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["connections", "calls", accountId],
    queryFn: ({ signal }): Promise<CallHealth> =>
      answer(api.GET("/api/v1/wechat/accounts/{accountId}/calls", { signal, ...of(accountId) })),
  });

export function fetchParked(accountId: string, cursor: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/api/v1/wechat/accounts/{accountId}/callbacks/parked", {
      signal,
      params: { path: { accountId }, query: { cursor, limit: 20 } },
    }),
  );
}

export const createAccount = (body: NewAccount): Promise<Account> =>
  answer(api.POST("/api/v1/wechat/accounts", { body }));

export const editAccount = (accountId: string, body: AccountEdit): Promise<Account> =>
  answer(api.PATCH("/api/v1/wechat/accounts/{accountId}", { ...of(accountId), body }));

export const makeCallbackKeys = ({ id, version }: Account): Promise<MadeKeys> =>
  answer(api.POST("/api/v1/wechat/accounts/{accountId}/callback-keys", { ...of(id), body: { version } }));

export const deleteAccount = ({ id, name }: Account) =>
  answer(api.DELETE("/api/v1/wechat/accounts/{accountId}", { ...of(id), body: { confirm: name } }));

export const examine = (accountId: string): Promise<Examination> =>
  answer(api.POST("/api/v1/wechat/accounts/{accountId}/examination", of(accountId)));

export const replay = (accountId: string, seqs: number[] | "all"): Promise<{ replayed: number }> =>
  answer(api.POST("/api/v1/wechat/accounts/{accountId}/callbacks/replay", { ...of(accountId), body: { seqs } }));

export const savePublicAddress = (body: { url: string; version: number }): Promise<PublicAddress> =>
  answer(api.PUT("/api/v1/settings/public-address", { body }));
