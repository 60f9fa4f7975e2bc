import createFetchClient, { type Client as FetchClient, type Middleware } from "openapi-fetch";
import { ApiProblem, problemOf, unreachable } from "./problem.ts";
import type { paths } from "./schema.generated.ts";

export type { FieldError } from "./problem.ts";
export { ApiProblem } from "./problem.ts";
export type { paths } from "./schema.generated.ts";

export interface ClientOptions {
  /** Origin of the server; empty for the page's own. */
  readonly baseUrl?: string;
  /** An integrator's key; without it the browser's session cookie is used. */
  readonly apiKey?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Called when the session has ended, before the problem is thrown. */
  readonly onSignedOut?: (problem: ApiProblem) => void;
}

export type Client = FetchClient<paths>;

/** A client of the Feilun API, typed by its OpenAPI document. Every call rejects with an `ApiProblem` unless it succeeded. */
export function createClient(options: ClientOptions = {}): Client {
  const middleware: Middleware = {
    async onResponse({ response }) {
      if (response.ok) return;
      const problem = await problemOf(response);
      if (problem.code === "not_signed_in") options.onSignedOut?.(problem);
      throw problem;
    },
    onError({ error }) {
      if (error instanceof ApiProblem) return error;
      if (error instanceof DOMException && error.name === "AbortError") return error;
      return unreachable();
    },
  };
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl ?? "",
    credentials: "same-origin",
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(options.apiKey ? { headers: { authorization: `Bearer ${options.apiKey}` } } : {}),
  });
  client.use(middleware);
  return client;
}

type Success<Responses> = {
  [Status in keyof Responses & (200 | 201 | 202)]: Responses[Status] extends {
    content: { "application/json": infer Body };
  }
    ? Body
    : never;
}[keyof Responses & (200 | 201 | 202)];

/** What a route answers: `AnswerOf<"/api/v1/me">`, `AnswerOf<"/api/v1/roles", "post">`. */
export type AnswerOf<
  Path extends keyof paths,
  Method extends "get" | "post" | "put" | "patch" | "delete" = "get",
> = paths[Path] extends { [Name in Method]: { responses: infer Responses } } ? Success<Responses> : never;

/** What a route takes as its JSON body: `BodyOf<"/api/v1/roles", "post">`. */
export type BodyOf<Path extends keyof paths, Method extends "post" | "put" | "patch" | "delete"> = paths[Path] extends {
  [Name in Method]: { requestBody?: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

/** The body of a successful call: `const me = await answer(client.GET("/api/v1/me"))`. */
export async function answer<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}
