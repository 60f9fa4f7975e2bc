import type { Platform } from "../../../kernel/platform.ts";
import { type DescribedFile, sampleRows } from "./mapping/describe-file.ts";
import { type ImportPlan, resolveColumns } from "./mapping/plan.ts";
import { readFileInThread } from "./reading/read-file.ts";
import { rejectReasons } from "./reading/reject.ts";

/** A preview scans this many rows at most, and stops after this long. */
const scannedRows = 100_000;
const scanMs = 3_000;

export interface CellProblem {
  readonly line: number;
  readonly column: string | null;
  readonly reasonCode: string;
  readonly reason: string;
}

export interface Preview {
  readonly rows: readonly {
    readonly line: number;
    readonly cells: readonly string[];
    readonly problem: CellProblem | null;
  }[];
  readonly scanned: {
    readonly rows: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly complete: boolean;
  };
  readonly problems: readonly {
    readonly reasonCode: string;
    readonly reason: string;
    readonly column: string | null;
    readonly rows: number;
    readonly firstLine: number;
  }[];
}

/** Reads the beginning of a file as the plan says, without writing anything: what would be taken over, and what would not, and why. */
export async function previewFile(
  platform: Platform,
  path: string,
  described: DescribedFile,
  plan: ImportPlan,
  stores: ReadonlyMap<string, number>,
  storeRequired: boolean,
): Promise<Preview> {
  resolveColumns(plan, described.headers);
  const byLine = new Map<number, CellProblem>();
  const problems = new Map<
    string,
    { reasonCode: string; reason: string; column: string | null; rows: number; firstLine: number }
  >();
  let rows = 0;
  let rejected = 0;
  let complete = true;
  // From the first chunk on: on a busy machine the thread may take a while to start.
  let deadline = Number.POSITIVE_INFINITY;
  const now = platform.clock.now().getTime();
  const task = {
    path,
    shape: described.shape,
    limits: platform.config.imports,
    plan,
    timeZone: plan.options.timeZone ?? platform.config.timeZone,
    stores,
    storeRequired,
    skipRows: 0,
    latest: now + 86_400_000,
    tolerant: true,
  };
  for await (const chunk of readFileInThread(task)) {
    rows += chunk.rows;
    rejected += chunk.rejects.length;
    for (const reject of chunk.rejects) {
      const reason = reject.detail
        ? `${rejectReasons[reject.reason]}（${reject.detail}）`
        : rejectReasons[reject.reason];
      const problem = { line: reject.line, column: reject.column, reasonCode: reject.reason, reason };
      if (byLine.size < sampleRows) byLine.set(reject.line, problem);
      const key = `${reject.reason}\u0000${reject.column ?? ""}`;
      const known = problems.get(key);
      if (known) known.rows += 1;
      else
        problems.set(key, {
          reasonCode: reject.reason,
          reason,
          column: reject.column,
          rows: 1,
          firstLine: reject.line,
        });
    }
    deadline = Math.min(deadline, Date.now() + scanMs);
    if (rows >= scannedRows || Date.now() > deadline) {
      complete = false;
      break;
    }
  }
  return {
    rows: described.sample.map((record) => ({
      line: record.line,
      cells: record.cells,
      problem: byLine.get(record.line) ?? null,
    })),
    scanned: { rows, accepted: rows - rejected, rejected, complete },
    problems: [...problems.values()].sort((a, b) => b.rows - a.rows).slice(0, 50),
  };
}
