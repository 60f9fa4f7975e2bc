import { z } from "zod";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { accountParams } from "../accounts/routes.ts";
import { findAccount } from "../accounts/store.ts";
import { type Examiner, findingStates, mendableFields } from "./finding.ts";
import { type Examination, examineAccount, lastExamination } from "./run.ts";

const examination = z.object({
  examinedAt: z.iso.datetime(),
  examinedBy: z.string(),
  findings: z.array(
    z.object({
      check: z.string(),
      name: z.string(),
      state: z.enum(findingStates),
      detail: z.string(),
      cause: z.string().optional(),
      remedy: z.string().optional(),
      errcode: z.int().optional(),
      field: z.enum(mendableFields).optional(),
    }),
  ),
});

const present = ({ examinedAt, examinedBy, findings }: Examination) => ({
  examinedAt: examinedAt.toISOString(),
  examinedBy,
  findings: [...findings],
});

/** The set-up doctor: what is wrong with an account's settings, and where it is mended. */
export function doctorRoutes(platform: Platform, examiners: readonly Examiner[]): Route[] {
  return [
    route({
      method: "GET",
      path: "/wechat/accounts/:accountId/examination",
      summary: "What the set-up doctor found when it last looked; null before the first time",
      tag: "connections",
      access: "connection.read",
      params: accountParams,
      answer: z.object({ last: examination.nullable() }),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const { id } = await findAccount(platform, platform.db, params.accountId);
        const last = await lastExamination(platform, id);
        return { last: last && present(last) };
      },
    }),
    route({
      method: "POST",
      path: "/wechat/accounts/:accountId/examination",
      summary: "Look an account over now",
      tag: "connections",
      access: "connection.read",
      params: accountParams,
      answer: examination,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const account = await findAccount(platform, platform.db, params.accountId);
        return present(await examineAccount(platform, actor, examiners, account));
      },
    }),
  ];
}
