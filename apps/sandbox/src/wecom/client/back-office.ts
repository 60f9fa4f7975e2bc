import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { addApp } from "../apps/apps.ts";

/** What the company's administrator sets in WeCom's back office. */
export const backOfficeActions: readonly Action[] = [
  action(
    "wecom.set_limits",
    z.object({
      massReceiveRule: z.enum(["month", "week", "day"]).optional(),
      massDispatchSeconds: z.int().min(0).optional(),
      momentJobSeconds: z.int().min(0).optional(),
      concurrentReads: z.int().min(1).optional(),
      transferFrequencyErrcode: z.int().optional(),
      groupTransferDayErrcode: z.int().optional(),
      memberCap: z.int().min(1).optional(),
      wrongSecretTries: z.int().min(1).optional(),
      acquisitionLinks: z.int().min(1).optional(),
      kfAccounts: z.int().min(1).optional(),
    }),
    (world, limits) => {
      Object.assign(world.wecom.limits, limits);
      return { ...world.wecom.limits };
    },
  ),
  action(
    "wecom.create_app",
    z.object({
      name: z.string().optional(),
      kind: z.enum(["self_built", "contact_sync", "archive"]).optional(),
      customerContact: z.boolean().optional(),
      trustedIps: z.array(z.string()).optional(),
    }),
    (world, draft) => {
      const { agentId, secret } = addApp(world, draft);
      return { corpId: world.wecom.corpId, agentId, secret };
    },
  ),
  action(
    "wecom.configure_app",
    z.object({
      agentId: z.string(),
      enabled: z.boolean().optional(),
      customerContact: z.boolean().optional(),
      visible: z
        .union([z.literal("all"), z.object({ users: z.array(z.string()), departments: z.array(z.int()) })])
        .optional(),
      trustedIps: z.array(z.string()).nullable().optional(),
      trustedDomains: z.array(z.string()).nullable().optional(),
      callback: z
        .object({ url: z.url(), token: z.string().max(32), encodingAesKey: z.string().length(43) })
        .nullable()
        .optional(),
    }),
    (world, { agentId, trustedIps, trustedDomains, callback, ...rest }) => {
      const app = world.wecom.apps.get(agentId);
      if (!app) throw new RangeError(`没有这个应用：${agentId}`);
      Object.assign(app, rest);
      if (trustedIps !== undefined) app.trustedIps = trustedIps ?? undefined;
      if (trustedDomains !== undefined) app.trustedDomains = trustedDomains ?? undefined;
      if (callback !== undefined) app.callback = callback ?? undefined;
    },
  ),
];
