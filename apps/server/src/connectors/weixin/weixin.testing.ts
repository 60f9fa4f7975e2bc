import { sql } from "kysely";
import { expect, vi } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { TestSandbox } from "../../testing/sandbox.ts";
import type { TestServer } from "../../testing/server.ts";
import { type CallbackDialect, createAccount, type WechatAccount, workOffCallbacks } from "../wechat/index.ts";

type Kind = "official_account" | "mini_program" | "wechat_shop";

/** An app as the sandbox made it. */
export interface SandboxApp {
  readonly appid: string;
  readonly secret: string;
}

interface Adding {
  /** XML unless told. */
  readonly format?: "json";
  /** The pages of a mini program. */
  readonly pages?: readonly string[];
}

const adding: Record<Kind, string> = {
  official_account: "weixin.add_official_account",
  mini_program: "weixin.add_mini_program",
  wechat_shop: "weixin.add_shop",
};
const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };

/** Connects apps of the sandbox so that the platform knows their keys and hears what happens in them. */
export function weixinConnector(platform: Platform, server: TestServer, sandbox: TestSandbox) {
  /** Connects an app that the sandbox has. */
  async function connect(kind: Kind, name: string, app: SandboxApp, format?: "json"): Promise<WechatAccount> {
    const account = await platform.db.transaction().execute((tx) =>
      createAccount(platform, tx, systemActor("test"), {
        platform: kind,
        accountId: app.appid,
        name,
        baseUrl: sandbox.weixin,
        secrets: { secret: app.secret, ...keys },
      }),
    );
    await sandbox.act("weixin.set_callback", {
      appid: app.appid,
      url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
      token: keys.callbackToken,
      encodingAesKey: keys.callbackAesKey,
      ...(format && { format }),
    });
    return account;
  }

  return {
    connect,
    /** Adds an app to the sandbox and connects it. */
    async add(kind: Kind, name: string, { format, ...more }: Adding = {}): Promise<WechatAccount> {
      return connect(kind, name, await sandbox.act<SandboxApp>(adding[kind], { name, ...more }), format);
    },
  };
}

/** Works off what the dialects are told: callbacks arrive on their own, so tests wait for what they lead to. */
export function callbackWorker(platform: Platform, ...dialects: readonly CallbackDialect[]) {
  const work = () => workOffCallbacks(platform, dialects, new AbortController().signal);
  /** Works off what is there, then looks; what failed is tried again at once. */
  const after = async <Seen>(look: () => Promise<Seen>): Promise<Seen> => {
    await sql`update wechat_callback set next_try_at = now() where state = 'waiting'`.execute(platform.db);
    await work();
    return look();
  };
  const patience = { timeout: 20_000, interval: 20 };
  return {
    work,
    /** In a test: expects of what `look` shows, until it holds. */
    eventually: <Seen>(look: () => Promise<Seen>) => expect.poll(() => after(look), patience),
    /** Waits until the condition holds. */
    until: (holds: () => Promise<boolean>) =>
      vi.waitFor(async () => {
        if (!(await after(holds))) throw new Error("it did not come to that");
      }, patience),
  };
}
