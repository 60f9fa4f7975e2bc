import type { Platform } from "../../kernel/platform.ts";
import { listAccounts } from "../wechat/index.ts";
import { type WecomApi, wecomApi } from "./wecom-api.ts";

/** A company's WeCom: the app that works with customers, and the contact-sync account where one is connected. */
export interface Corp {
  readonly corpId: string;
  readonly api: WecomApi;
  readonly contactSync: WecomApi | undefined;
}

/** The companies that are connected and not switched off; of several apps of one company the first. */
export async function listCorps(platform: Platform): Promise<Corp[]> {
  const accounts = await listAccounts(platform, platform.db, { platform: "wecom", enabledOnly: true });
  const corpIds = [...new Set(accounts.map(({ accountId }) => accountId))];
  return corpIds.flatMap((corpId) => {
    const own = accounts.filter(({ accountId }) => accountId === corpId);
    const app = own.find(({ purpose }) => purpose === "app");
    const sync = own.find(({ purpose }) => purpose === "contact_sync");
    return app
      ? [{ corpId, api: wecomApi(platform, app), contactSync: sync ? wecomApi(platform, sync) : undefined }]
      : [];
  });
}

export async function findCorp(platform: Platform, corpId: string): Promise<Corp | undefined> {
  return (await listCorps(platform)).find((corp) => corp.corpId === corpId);
}
