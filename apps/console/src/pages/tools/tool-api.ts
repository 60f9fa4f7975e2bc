import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Register = AnswerOf<"/api/v1/tools">;
export type Tool = Register["tools"][number];
export type Part = Register["parts"][number];
export type Finding = Register["findings"][number];
export type Connection = Register["connections"][number];
export type NewTool = BodyOf<"/api/v1/tools", "post">;
export type NewPart = Omit<BodyOf<"/api/v1/tool-parts/{toolFunction}", "put">, "version">;

export const toolsKey = ["tools"];

export const readRegister = (signal: AbortSignal): Promise<Register> => answer(api.GET("/api/v1/tools", { signal }));
export const addTool = (body: NewTool) => answer(api.POST("/api/v1/tools", { body }));
export const editTool = (tool: Tool, body: NewTool) =>
  answer(
    api.PUT("/api/v1/tools/{toolId}", {
      params: { path: { toolId: tool.id } },
      body: { ...body, version: tool.version },
    }),
  );
export const savePart = (part: Part, body: NewPart) =>
  answer(
    api.PUT("/api/v1/tool-parts/{toolFunction}", {
      params: { path: { toolFunction: part.function } },
      body: { ...body, version: part.version },
    }),
  );

export const providerNames = { official: "官方", self: "自主开发", vendor: "第三方服务商" } as const;
export const dataLinkNames = { official: "官方数据", connected: "数据互通", island: "数据孤岛" } as const;
export const stateNames = { in_use: "在用", planned: "计划用", ended: "已停用" } as const;
export const healthNames = { good: "正常", troubled: "有问题", off: "已停", unused: "没在用" } as const;
export const kindNames = { account: "平台账号", key: "接口密钥", webhook: "事件推送", exchange: "客户对接" } as const;
export const kindPaths = {
  account: "/connections",
  key: "/keys",
  webhook: "/webhooks",
  exchange: "/exchange",
} as const;
