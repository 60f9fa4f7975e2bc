import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Move = AnswerOf<"/api/v1/wechat-moves">["items"][number];
export type MoveProgress = AnswerOf<"/api/v1/wechat-moves/{moveId}">;
export type MoveRow = MoveProgress["rows"][number];
export type MoveCustomer = AnswerOf<"/api/v1/wechat-moves/{moveId}/customers">["items"][number];
export type MoveStatus = MoveCustomer["status"];
export type MoveGroup = AnswerOf<"/api/v1/wechat-moves/{moveId}/groups">["items"][number];
export type EnteredCustomers = BodyOf<"/api/v1/wechat-moves/{moveId}/customers", "post">["customers"];
export type EnteredGroups = BodyOf<"/api/v1/wechat-moves/{moveId}/groups", "post">["groups"];
export type Taken = AnswerOf<"/api/v1/wechat-moves/{moveId}/customers", "post">;
type Step = BodyOf<"/api/v1/wechat-move-customers/{moveCustomerNo}/step", "post">["step"];

export const statusNames: Readonly<Record<MoveStatus, string>> = {
  migrated: "已迁移",
  with_colleague: "已加同事",
  asked: "已发送邀请",
  called: "已联系",
  refused: "不愿意",
  waiting: "待联系",
  no_phone: "没有手机号",
};
export const statusColors: Readonly<Record<MoveStatus, string>> = {
  migrated: "success",
  with_colleague: "processing",
  asked: "gold",
  called: "gold",
  refused: "error",
  waiting: "default",
  no_phone: "default",
};

export const movesKey = ["wechat-moves"];
const at = (moveId: string) => ({ path: { moveId } });

export const movesQuery = queryOptions({
  queryKey: movesKey,
  queryFn: ({ signal }): Promise<{ items: Move[] }> => answer(api.GET("/api/v1/wechat-moves", { signal })),
});
export const progressQuery = (moveId: string, by: "region" | "store" | "guide") =>
  queryOptions({
    queryKey: [...movesKey, moveId, "progress", by],
    queryFn: ({ signal }): Promise<MoveProgress> =>
      answer(api.GET("/api/v1/wechat-moves/{moveId}", { signal, params: { ...at(moveId), query: { by } } })),
  });
export const groupsQuery = (moveId: string) =>
  queryOptions({
    queryKey: [...movesKey, moveId, "groups"],
    queryFn: ({ signal }): Promise<{ items: MoveGroup[] }> =>
      answer(api.GET("/api/v1/wechat-moves/{moveId}/groups", { signal, params: at(moveId) })),
  });

export const fetchCustomers = (
  moveId: string,
  status: MoveStatus | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/wechat-moves/{moveId}/customers">> =>
  answer(
    api.GET("/api/v1/wechat-moves/{moveId}/customers", {
      signal,
      params: { ...at(moveId), query: { cursor, ...(status && { status }) } },
    }),
  );

export const openMove = (body: BodyOf<"/api/v1/wechat-moves", "post">): Promise<Move> =>
  answer(api.POST("/api/v1/wechat-moves", { body }));
export const closeMove = (moveId: string): Promise<Move> =>
  answer(api.POST("/api/v1/wechat-moves/{moveId}/close", { params: at(moveId) }));
export const enterCustomers = (moveId: string, customers: EnteredCustomers): Promise<Taken> =>
  answer(api.POST("/api/v1/wechat-moves/{moveId}/customers", { params: at(moveId), body: { customers } }));
export const enterGroups = (moveId: string, groups: EnteredGroups): Promise<Taken> =>
  answer(api.POST("/api/v1/wechat-moves/{moveId}/groups", { params: at(moveId), body: { groups } }));

const of = (moveCustomerNo: number) => ({ params: { path: { moveCustomerNo } } });
export const noteStep = (no: number, step: Step) =>
  answer(api.POST("/api/v1/wechat-move-customers/{moveCustomerNo}/step", { ...of(no), body: { step } }));
export const linkCustomer = (no: number, memberNo: number) =>
  answer(api.POST("/api/v1/wechat-move-customers/{moveCustomerNo}/link", { ...of(no), body: { memberNo } }));
export const readPhone = (no: number): Promise<{ phone: string }> =>
  answer(api.POST("/api/v1/wechat-move-customers/{moveCustomerNo}/phone", of(no)));
export const linkGroup = (moveGroupId: string, groupKey: string | null) =>
  answer(
    api.POST("/api/v1/wechat-move-groups/{moveGroupId}/link", {
      params: { path: { moveGroupId } },
      body: { groupKey },
    }),
  );
