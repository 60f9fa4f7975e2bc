import { Readable } from "node:stream";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { csvCell } from "../../../../kernel/sheets/csv-cell.ts";
import { listRejects, type RunRow } from "./store.ts";

const pageRows = 2_000;

async function* lines(platform: Platform, run: RunRow): AsyncGenerator<string> {
  // The mark makes Excel read it as UTF-8.
  yield "\ufeff行号,列,取值,原因,原始内容\r\n";
  let after = 0;
  for (;;) {
    const rejects = await listRejects(platform.db, run.no, after, pageRows);
    let page = "";
    for (const reject of rejects) {
      const { cells, value } = JSON.parse(platform.cipher.open(reject.rowSealed)) as { cells: string[]; value: string };
      page += `${[String(reject.line), reject.columnName ?? "", value, reject.reason, ...cells].map(csvCell).join(",")}\r\n`;
      after = reject.line;
    }
    if (page !== "") yield page;
    if (rejects.length < pageRows) return;
  }
}

/**
 * Rejected rows as a CSV: line, column, value, reason, then the row as it stands in the file, so that it can be mended and
 * imported again. It shows personal data in the clear, so taking it is recorded.
 */
export async function rejectsFile(platform: Platform, actor: Actor, run: RunRow): Promise<Readable> {
  await platform.db.transaction().execute((tx) =>
    audit(tx, actor, {
      action: "import.rejects_downloaded",
      subject: { kind: "import_run", id: run.id },
      detail: { rows: run.rowsRejected },
    }),
  );
  return Readable.from(lines(platform, run));
}
