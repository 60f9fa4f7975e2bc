import { sealPlaintext, wrapMessage } from "@feilun/wechat-protocol";
import { createAccount } from "../connectors/wechat/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import type { Bench, BenchContext, BenchLine } from "./bench.ts";
import { quantile } from "./latency.ts";

const perSecond = 300;
const seconds = 20;
const keys = {
  token: "benchToken",
  encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
  receiverId: "wwbench",
};

/** Sends at a fixed pace, whether or not the answers come in time, and takes each answer's time. */
async function atPace(send: (index: number) => Promise<Response>): Promise<number[]> {
  const times: number[] = [];
  const answers: Promise<void>[] = [];
  const begun = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = begun + (index * 1_000) / perSecond;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    answers.push(
      send(index).then(async (response) => {
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`answered ${response.status}`);
        // From when it was due: a sender that waits must not hide the wait.
        times.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(answers);
  return times.sort((a, b) => a - b);
}

/** How fast callbacks are answered while they are stored: WeChat gives 5 s, a welcome message 20 s. */
export const callbacksBench: Bench = {
  name: "callbacks",
  async run({ feilun, platform }: BenchContext): Promise<BenchLine[]> {
    const account = await platform.db.transaction().execute((tx) =>
      createAccount(platform, tx, systemActor("bench"), {
        platform: "wecom",
        accountId: keys.receiverId,
        agentId: "1",
        name: "bench",
        baseUrl: "http://127.0.0.1:9",
        secrets: { secret: "none", callbackToken: keys.token, callbackAesKey: keys.encodingAesKey },
      }),
    );
    const bare = await atPace(() => fetch(`${feilun.baseUrl}/healthz`));
    const times = await atPace((index) => {
      // A kind that leads to nothing here: what is measured is the taking.
      const xml = `<xml><ToUserName>wwbench</ToUserName><FromUserName>sys</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>customer_acquisition</Event><ChangeType>open_profile</ChangeType><LinkId>ca${index}</LinkId></xml>`;
      const sealed = sealPlaintext(keys, xml, { timestamp: "1700000000", nonce: String(index) });
      return fetch(
        `${feilun.baseUrl}/api/v1/callbacks/wechat/${account.id}?${new URLSearchParams(sealed.query as Record<string, string>)}`,
        { method: "POST", headers: { "content-type": "text/xml" }, body: wrapMessage(keys, sealed.ciphertext) },
      );
    });
    const value = quantile(times, 0.99);
    const baseline = quantile(bare, 0.99);
    return [
      {
        name: "callbacks.answer_p99",
        unit: "ms",
        value,
        baseline: { what: "GET /healthz at the same pace", value: baseline },
        ratio: baseline / value,
        target: { atMost: 50 },
        more: { perSecond, seconds, p50: quantile(times, 0.5), max: quantile(times, 1) },
      },
    ];
  },
};
