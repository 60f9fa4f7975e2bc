// Temporary: while the wings' routes are still landing, paths are not checked. Goes away once the OpenAPI document is whole.
interface Call {
  signal?: AbortSignal;
  params?: { query?: object; path?: object };
  body?: unknown;
  headers?: Record<string, string>;
}
// biome-ignore lint/suspicious/noExplicitAny: temporary, see above
type Loose = (path: string, init?: Call) => Promise<{ data?: any; response: Response }>;

export interface LooseClient {
  readonly GET: Loose;
  readonly POST: Loose;
  readonly PUT: Loose;
  readonly PATCH: Loose;
  readonly DELETE: Loose;
}
