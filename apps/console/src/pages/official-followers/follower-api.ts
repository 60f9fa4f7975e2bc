import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Account = AnswerOf<"/api/v1/official-followers/accounts">["items"][number];
export type Follower = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/followers">["items"][number];
export type Talk = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/guide-messages">;
export type Guide = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/guides">["items"][number];
export type Draft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/guide-messages", "post">;
export type Written = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/guide-messages", "post">;
export type Assignment = BodyOf<"/api/v1/official-accounts/{officialAccountId}/followers/assign", "post">;
export type Correction = BodyOf<"/api/v1/official-accounts/{officialAccountId}/guides/credits", "post">;
export type RulesSetting = AnswerOf<"/api/v1/settings/official-guide-messages">;
export type Rules = RulesSetting["value"];

const of = (officialAccountId: string) => ({ params: { path: { officialAccountId } } });

export const accountsQuery = queryOptions({
  queryKey: ["official-followers", "accounts"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/official-followers/accounts">> =>
    answer(api.GET("/api/v1/official-followers/accounts", { signal })),
});
export const talkQuery = (accountId: string, openid: string) =>
  queryOptions({
    queryKey: ["official-followers", "talk", accountId, openid],
    queryFn: ({ signal }): Promise<Talk> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/guide-messages", {
          signal,
          params: { path: { officialAccountId: accountId }, query: { openid } },
        }),
      ),
  });
export const guidesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["official-followers", "guides", accountId],
    queryFn: ({ signal }): Promise<{ items: Guide[] }> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/guides", { signal, ...of(accountId) })),
  });
export const rulesQuery = queryOptions({
  queryKey: ["official-followers", "rules"],
  queryFn: ({ signal }): Promise<RulesSetting> =>
    answer(api.GET("/api/v1/settings/official-guide-messages", { signal })),
});

export const write = (accountId: string, body: Draft): Promise<Written> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/guide-messages", { ...of(accountId), body }));
export const tellSent = (accountId: string, guideMessageId: string) =>
  answer(
    api.POST("/api/v1/official-accounts/{officialAccountId}/guide-messages/{guideMessageId}/sent", {
      params: { path: { officialAccountId: accountId, guideMessageId } },
    }),
  );
export const assign = (accountId: string, body: Assignment): Promise<{ assigned: number }> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/followers/assign", { ...of(accountId), body }));
export const correct = (accountId: string, body: Correction) =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/guides/credits", { ...of(accountId), body }));
export const saveRules = (body: RulesSetting): Promise<RulesSetting> =>
  answer(api.PUT("/api/v1/settings/official-guide-messages", { body }));
