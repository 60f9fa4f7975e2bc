import { Argument, type Command } from "commander";
import { type ImportKind, importKindNames, importKinds, runImport } from "../../../connectors/files/index.ts";
import { invalid } from "../../../kernel/errors.ts";
import { deliverFeeds } from "../../feeds.ts";
import { type CommonOptions, print, withFeilun, withJson } from "../command.ts";
import { createProgress } from "../progress.ts";

interface ImportOptions extends CommonOptions {
  readonly source?: string;
  readonly template?: string;
  readonly sheet?: string;
  readonly map: Readonly<Record<string, string>>;
  readonly constant: Readonly<Record<string, string>>;
  readonly refundPrefix: readonly string[];
  readonly excludePrefix: readonly string[];
  readonly orderPerDay?: boolean;
  readonly timeZone?: string;
}

function pairs(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw invalid([{ path: text, message: "应写成 字段=列名，例如 phone=手机号" }]);
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}

const collect = (text: string, before: readonly string[]) => [...before, text];

async function importFile(kind: ImportKind, file: string, options: ImportOptions): Promise<void> {
  await withFeilun(async (feilun) => {
    const progress = createProgress();
    try {
      const report = await runImport(
        feilun.platform,
        {
          kind,
          path: file,
          template: options.template,
          sheet: options.sheet,
          columns: options.map,
          constants: options.constant,
          options: {
            ...(options.source === undefined ? {} : { source: options.source }),
            ...(options.refundPrefix.length === 0 ? {} : { refundPrefixes: [...options.refundPrefix] }),
            ...(options.excludePrefix.length === 0 ? {} : { excludePrefixes: [...options.excludePrefix] }),
            ...(options.orderPerDay ? { orderPerCustomerDay: true } : {}),
            ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
          },
        },
        {
          onProgress: (run) =>
            progress.update(run.progress * 1_000, 1_000, `已读 ${run.rows.read.toLocaleString("zh-CN")} 行`),
        },
      );
      // Whoever asks next must see it: a command has no background of its own.
      await deliverFeeds(
        feilun.platform,
        feilun.wings.flatMap((wing) => wing.feeds ?? []),
      );
      progress.stop();
      const { rows, outcomes, membersCreated } = report;
      print(options, report, () =>
        [
          `读取 ${rows.read} 行：接受 ${rows.accepted}，拒绝 ${rows.rejected}${rows.rejected > 0 ? `（原因见控制台“导入”第 ${report.no} 次）` : ""}`,
          ...outcomes.map(
            (outcome) =>
              `${outcomeNames[outcome.of]}：新增 ${outcome.created}，更新 ${outcome.updated}，未变 ${outcome.unchanged}`,
          ),
          ...(report.kind === "orders" && membersCreated !== null ? [`新客户：${membersCreated}`] : []),
        ].join("\n"),
      );
      if (report.status !== "done") process.exitCode = 1;
    } finally {
      progress.stop();
    }
  });
}

const outcomeNames = { ...importKinds, refunds: "退款单" } as const;

export function addImport(program: Command): void {
  withJson(
    program
      .command("import")
      .description("导入文件：CSV、TSV（UTF-8、GB18030、gzip）或 XLSX")
      .addArgument(new Argument("<kind>", "数据种类").choices(importKindNames))
      .argument("<file>", "文件路径"),
  )
    .option("--source <name>", "来源系统名称；订单号、客户编号在一个来源内唯一")
    .option("--template <name>", "使用保存过的列映射")
    .option("--sheet <name>", "XLSX：读哪一张工作表；默认第一张有内容的")
    .option("--map <field=column>", "指定某个字段取哪一列，可重复", pairs, {})
    .option("--constant <field=value>", "文件里没有的列取固定值，可重复", pairs, {})
    .option("--refund-prefix <text>", "以此开头的单号是退款，可重复", collect, [])
    .option("--exclude-prefix <text>", "以此开头的单号不是销售，拒绝，可重复", collect, [])
    .option("--order-per-day", "没有订单号：同一客户同一天算一单")
    .option("--time-zone <zone>", "文件里的时间所在时区")
    .action(importFile);
}
