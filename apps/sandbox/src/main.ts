import { mkdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Sandbox } from "./sandbox.ts";

/** Only this program reads the environment; whoever makes a `Sandbox` passes options. */
const environment = z
  .object({
    /** Where the world is kept; `memory` keeps nothing. */
    FEILUN_SANDBOX_DIR: z.string().default(path.resolve(".feilun", "sandbox")),
    /** Of the control page; the platforms follow. 0: any free ports. */
    FEILUN_SANDBOX_PORT: z.coerce.number().int().min(0).max(65_000).default(8090),
    FEILUN_SANDBOX_SEED: z.coerce.number().int().optional(),
    /** 0: the clock moves only when told to. */
    FEILUN_SANDBOX_CLOCK_SPEED: z.coerce.number().min(0).default(1),
    /** Ends when its standard input does: when whoever started it is gone. */
    FEILUN_SANDBOX_WITH_PARENT: z.string().optional(),
    FEILUN_SANDBOX_RETRY_MS: z.coerce.number().int().min(1).optional(),
  })
  .parse(process.env);

const directory = environment.FEILUN_SANDBOX_DIR;
const port = environment.FEILUN_SANDBOX_PORT;
if (directory !== "memory") mkdirSync(directory, { recursive: true, mode: 0o700 });

const sandbox = new Sandbox({
  seed: environment.FEILUN_SANDBOX_SEED,
  clockSpeed: environment.FEILUN_SANDBOX_CLOCK_SPEED,
  callbackRetryMs: environment.FEILUN_SANDBOX_RETRY_MS,
  ...(directory !== "memory" && { file: path.join(directory, "world") }),
  ...(port > 0 && {
    ports: { control: port, wecom: port + 1, weixin: port + 2, pay: port + 3, webView: port + 4, ads: port + 5 },
  }),
});
// One line for whoever started this program.
console.log(JSON.stringify(await sandbox.start()));

const stop = () => void sandbox.stop().then(() => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
if (environment.FEILUN_SANDBOX_WITH_PARENT) process.stdin.resume().once("end", stop);
