import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

const limits = new AsyncLocalStorage<number>();

/** How long a statement may take here, in milliseconds; 0 = as long as it likes. */
const limitHere = () => limits.getStore() ?? 0;

/** Does `work` with every statement of it, through whichever connection, ended after so many milliseconds; an error says so (`isLimitError`). */
export function withStatementLimit<Answer>(ms: number, work: () => Promise<Answer>): Promise<Answer> {
  return limits.run(Math.max(1, Math.trunc(ms)), work);
}

/** Whether PostgreSQL ended a statement: at its limit, or because somebody asked. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "57014";
}

type Taken = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/** A pool whose connections hold to the limit of whoever takes them. What a connection was told last is known here, so it costs nothing unless that changes. */
export class LimitedPool extends pg.Pool {
  readonly #told = new WeakMap<pg.PoolClient, number>();

  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | undefined {
    const limit = limitHere();
    const client = super.connect().then((taking) => this.#tell(taking, limit));
    if (!taken) return client;
    client.then(
      (ready) => taken(undefined, ready, ready.release),
      (error: Error) => taken(error, undefined, () => {}),
    );
    return undefined;
  }

  async #tell(client: pg.PoolClient, limit: number): Promise<pg.PoolClient> {
    if ((this.#told.get(client) ?? 0) === limit) return client;
    try {
      await client.query(`set statement_timeout = ${limit}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#told.set(client, limit);
    return client;
  }
}
