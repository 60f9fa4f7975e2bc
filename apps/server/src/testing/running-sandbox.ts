import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A local WeChat in a process of its own, as the product meets it: over HTTP. */
export interface RunningSandbox {
  /** In place of https://qyapi.weixin.qq.com, https://api.weixin.qq.com, https://api.mch.weixin.qq.com */
  readonly wecom: string;
  readonly weixin: string;
  readonly pay: string;
  /** In place of http://tracking.e.qq.com and https://api.e.qq.com */
  readonly ads: string;
  /** Something that a person, a member or an administrator does; the names are listed by `GET /actions`. @throws when it is refused */
  act<Result = Record<string, unknown>>(name: string, input?: object): Promise<Result>;
  /** Reads the control API: `/world`, `/chats`, `/chat?key=…`, `/callbacks` … */
  look<Result = Record<string, unknown>>(path: string): Promise<Result>;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  readonly seed?: number;
  /** 0: the clock moves only when told to. */
  readonly clockSpeed?: number;
  /** Real milliseconds between the attempts of a callback. */
  readonly retryMs?: number;
}

/** Starts a sandbox program with an empty world in memory, on free ports; it ends with this process. */
export async function runSandbox(program: string, options: SandboxOptions = {}): Promise<RunningSandbox> {
  const child = spawn(process.execPath, [program], {
    // Its standard input ends with this process, however this process ends.
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...process.env,
      FEILUN_SANDBOX_WITH_PARENT: "1",
      FEILUN_SANDBOX_DIR: "memory",
      FEILUN_SANDBOX_PORT: "0",
      FEILUN_SANDBOX_SEED: String(options.seed ?? 1),
      FEILUN_SANDBOX_CLOCK_SPEED: String(options.clockSpeed ?? 1),
      FEILUN_SANDBOX_RETRY_MS: String(options.retryMs ?? 50),
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with code ${code}`)));
  });
  const addresses = JSON.parse(line) as { wecom: string; weixin: string; pay: string; ads: string; control: string };
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${addresses.control}${path}`, init);
    const answer = await response.json();
    if (!response.ok) throw new Error(`sandbox ${path}: ${JSON.stringify(answer)}`);
    return answer as never;
  };
  return {
    wecom: addresses.wecom,
    weixin: addresses.weixin,
    pay: addresses.pay,
    ads: addresses.ads,
    act: (name, input = {}) =>
      ask(`/actions/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-sandbox": "test" },
        body: JSON.stringify(input),
      }),
    look: (path) => ask(path),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
