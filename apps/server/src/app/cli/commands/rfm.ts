import type { Command } from "commander";
import { summariseRfm, today, wholeChain } from "../../../insight/index.ts";
import { deliverFeeds } from "../../feeds.ts";
import { type CommonOptions, print, withFeilun, withJson } from "../command.ts";
import { textTable } from "../table.ts";

interface RfmOptions extends CommonOptions {
  readonly asOf?: string;
}

const yuan = (fen: number | null) => (fen === null ? "—" : (fen / 100).toFixed(2));

async function rfm(options: RfmOptions): Promise<void> {
  await withFeilun(async (feilun) => {
    await deliverFeeds(
      feilun.platform,
      feilun.wings.flatMap((wing) => wing.feeds ?? []),
    );
    const summary = await summariseRfm(feilun.platform, wholeChain, options.asOf ?? today(feilun.platform));
    print(options, summary, () =>
      [
        `截至 ${summary.asOf}：${summary.customers} 位买家，平均间隔 ${summary.mean.recencyDays?.toFixed(2) ?? "—"} 天，平均 ${summary.mean.frequency?.toFixed(2) ?? "—"} 单，平均消费 ${yuan(summary.mean.monetaryFen)} 元`,
        textTable(
          ["分组", "客户数"],
          summary.groups.map((group) => [group.name, String(group.customers)]),
        ),
      ].join("\n"),
    );
  });
}

export function addRfm(program: Command): void {
  withJson(program.command("rfm").description("RFM 得分与八大客户分组"))
    .option("--as-of <day>", "截至哪一天开始时（YYYY-MM-DD），默认今天")
    .action(rfm);
}
