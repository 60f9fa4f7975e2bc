import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { z } from "zod";
import { type FieldProblem, Refusal, type RefusalDetails } from "../errors.ts";

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string().describe("Chinese, for the person at the screen"),
  status: z.number().int(),
  code: z.string().describe("Stable; branch on this"),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
});

const frameworkTitles: Record<number, { code: string; title: string }> = {
  400: { code: "bad_request", title: "请求格式有误" },
  404: { code: "not_found", title: "没有这个接口" },
  405: { code: "method_not_allowed", title: "这个接口不支持该方法" },
  413: { code: "too_large", title: "提交的内容太大" },
  415: { code: "unsupported_media_type", title: "不支持这种内容类型，请使用 application/json" },
  429: { code: "too_many_requests", title: "操作太频繁，请稍后再试" },
  503: { code: "unavailable", title: "服务暂时不可用，请稍后再试" },
};

function fieldProblems(
  error: { validation: readonly { instancePath: string; message?: string }[] },
  context: string | undefined,
): FieldProblem[] {
  return error.validation.map((issue) => ({
    path: [context === "body" ? "" : context, ...issue.instancePath.split("/").filter(Boolean)]
      .filter(Boolean)
      .join("."),
    message: issue.message ?? "取值不正确",
  }));
}

function detailsOf(error: unknown): RefusalDetails {
  if (error instanceof Refusal) return error.details;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      code: "invalid_input",
      status: 400,
      title: "提交的内容有误，请按提示修改",
      errors: fieldProblems(error, error.validationContext),
    };
  }
  const status = (error as { statusCode?: number }).statusCode;
  const known = status === undefined ? undefined : frameworkTitles[status];
  if (status !== undefined && known)
    return { status, ...known, detail: status < 500 ? (error as Error).message : undefined };
  return {
    code: "internal_error",
    status: 500,
    title: "系统出了点问题，请稍后重试；若一直如此，请把请求编号告诉管理员",
  };
}

/** The one translator of everything thrown into an answer; defects are logged with their cause, and shown as one generic line. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const details = detailsOf(error);
  if (details.status >= 500) request.log.error({ err: error }, "request failed");
  return reply
    .status(details.status)
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send({ type: "about:blank", ...details, requestId: request.id });
}
