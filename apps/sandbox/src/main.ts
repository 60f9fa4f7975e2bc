import { mkdirSync } from "node:fs";
import path from "node:path";
import { Sandbox } from "./sandbox.ts";

const directory = process.env.FEILUN_SANDBOX_DIR ?? path.resolve(".feilun", "sandbox");
const firstPort = Number(process.env.FEILUN_SANDBOX_PORT ?? 8090);
mkdirSync(directory, { recursive: true, mode: 0o700 });

const sandbox = new Sandbox({
  file: path.join(directory, "world"),
  ports: { control: firstPort, wecom: firstPort + 1, weixin: firstPort + 2, pay: firstPort + 3 },
});
const addresses = await sandbox.start();
console.log(JSON.stringify(addresses));

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void sandbox.stop().then(() => process.exit(0));
  });
