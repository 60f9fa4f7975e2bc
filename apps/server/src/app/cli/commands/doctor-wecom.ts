import type { Command } from "commander";
import { examineAccount, type Finding, listAccounts } from "../../../connectors/wechat/index.ts";
import { wecomExaminer } from "../../../connectors/wecom/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { type CommonOptions, print, withFeilun, withJson } from "../command.ts";

const marks: Readonly<Record<Finding["state"], string>> = { ok: "✔", warning: "!", failed: "✘", skipped: "-" };

function lines({ state, name, detail, cause, remedy }: Finding): string[] {
  return [
    `  ${marks[state]} ${name}：${detail}`,
    ...(cause ? [`      原因：${cause}`] : []),
    ...(remedy ? [`      → ${remedy}`] : []),
  ];
}

async function doctorWecom(options: CommonOptions): Promise<void> {
  const accounts = await withFeilun(async ({ platform }) => {
    const examined = [];
    for (const account of await listAccounts(platform, platform.db, { platform: "wecom" })) {
      const { findings } = await examineAccount(platform, systemActor("feilun doctor"), [wecomExaminer], account);
      const { id, name, accountId, agentId, purpose } = account;
      examined.push({ id, name, accountId, agentId, purpose, findings });
    }
    return examined;
  });
  const failed = accounts.flatMap(({ findings }) => findings).filter(({ state }) => state === "failed").length;
  const ok = accounts.length > 0 && failed === 0;
  print(options, { ok, accounts }, () =>
    accounts.length === 0
      ? "还没有接入企业微信：在控制台“平台接入”里新建。"
      : [
          ...accounts.flatMap(({ name, accountId, agentId, findings }) => [
            `${name}（${accountId}${agentId && ` / ${agentId}`}）`,
            ...findings.flatMap(lines),
          ]),
          ok ? "没有发现问题。" : `有 ${failed} 处需要处理，见上面的 → 。`,
        ].join("\n"),
  );
  if (!ok) process.exitCode = 1;
}

/** `feilun doctor wecom`: the set-up doctor of the console, on the command line. */
export function addDoctorWecom(doctor: Command): void {
  withJson(doctor.command("wecom").description("逐项检查企业微信的接入设置，指出错在哪、怎么改")).action(
    (_, command: Command) =>
      // `--json` behind the name is taken by `feilun doctor`, which knows it too.
      doctorWecom(command.optsWithGlobals<CommonOptions>()),
  );
}
