import { drainPending, Session } from "chdb";

/** What a statement did, as the engine counts it. */
export interface Outcome {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly rowBytes: number;
  readonly elapsedSeconds: number;
}

export interface Call {
  readonly sql: string;
  readonly database?: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Values of `{name:Type}` placeholders in ClickHouse's escaped text form, as `param_*` carries them. */
  readonly params: Readonly<Record<string, string>>;
  /** Format of what a statement that is not a SELECT answers. */
  readonly format: string;
  /** Marks the statement in system.processes so that it can be killed. */
  readonly tag: string;
}

/**
 * The ClickHouse engine of one data folder inside this process. A connection runs one statement at a time and opens
 * in well under a millisecond, so each call gets its own: settings, parameters and database cannot leak into the next.
 */
export class Engine {
  readonly #folder: string;
  readonly #keeper: Session;

  /** @throws when another process owns the folder or it cannot be read */
  constructor(folder: string, args: readonly string[]) {
    this.#folder = folder;
    this.#keeper = new Session(folder, { connectionArgs: args });
  }

  async run(call: Call): Promise<Outcome> {
    const session = new Session(this.#folder);
    try {
      const preparation = preamble(call);
      if (preparation.length > USUAL_QUERY_SIZE / 4) {
        // Long parameters (lists of ids) must pass; the limit of the statement itself is put back by the preamble.
        await session.queryAsync(`SET max_query_size = ${4 * preparation.length}`);
      }
      await session.queryAsync(preparation);
      const result = await session.queryAsync(call.sql, { format: call.format });
      return {
        bytes: result.bytes(),
        rows: result.rowsRead,
        rowBytes: result.bytesRead,
        elapsedSeconds: result.elapsed,
      };
    } finally {
      session.close();
    }
  }

  /** Asks the engine to break off the statements with this tag; they end with QUERY_WAS_CANCELLED. */
  async kill(tag: string): Promise<void> {
    await this.#keeper.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${quote(tag)} ASYNC`);
  }

  async version(): Promise<string> {
    return (await this.#keeper.queryAsync("SELECT version()", { format: "TabSeparated" })).text().trim();
  }

  /** Breaks off what still runs, waits for it at most `patienceMs`, and lets go of the folder. */
  async close(patienceMs: number): Promise<void> {
    await this.#keeper.queryAsync("KILL QUERY WHERE query NOT LIKE 'KILL%' ASYNC").catch(() => undefined);
    await Promise.race([drainPending(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    this.#keeper.close();
  }
}

/** The server's own default of max_query_size, in bytes. */
const USUAL_QUERY_SIZE = 262_144;

function preamble(call: Call): string {
  const assignments = [
    `max_query_size = ${USUAL_QUERY_SIZE}`,
    ...Object.entries(call.settings).map(([name, value]) => `${identifier(name)} = ${quote(value)}`),
    ...Object.entries(call.params).map(([name, value]) => `param_${identifier(name)} = ${quote(value)}`),
    `log_comment = ${quote(call.tag)}`,
  ];
  const use =
    call.database === undefined ? "" : `USE \`${call.database.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\`; `;
  return `${use}SET ${assignments.join(", ")}`;
}

/** A ClickHouse string literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error(
      `Code: 115. DB::Exception: Setting ${JSON.stringify(name)} is neither a builtin setting nor started with the prefix. (UNKNOWN_SETTING)`,
    );
  }
  return name;
}
