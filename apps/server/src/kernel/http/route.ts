import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Actor } from "./actor.ts";
import type { Permission } from "./permission.ts";

/** Who may call: everyone, whoever is signed in, or whoever holds the permission (within their scope). */
export type Access = "public" | "signed_in" | Permission;

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface RouteInput<Params, Query, Body> {
  /** For `public` routes this is the anonymous actor without permissions or scope. */
  readonly actor: Actor;
  readonly params: Output<Params>;
  readonly query: Output<Query>;
  readonly body: Output<Body>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface RouteSpec<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType,
> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, with `:name` parameters. */
  readonly path: string;
  /** One line for the API documentation (English). */
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Largest body in bytes, 1 MiB unless said otherwise. */
  readonly bodyLimit?: number;
  /** The handler reads the raw request itself (`multipart`), or writes the raw reply (`stream`: `answer` is ignored). */
  readonly raw?: "multipart" | "stream";
  /** The body is handed over as the text that was sent, whatever its type: for what is signed over its bytes. */
  readonly textBody?: true;
  /** The request or its answer holds a secret: nothing of it is kept for an Idempotency-Key. */
  readonly secret?: true;
  readonly handle: (input: RouteInput<Params, Query, Body>) => Promise<z.input<Answer>>;
}

/** A route whose types are checked and then forgotten, so that routes of all kinds fit in one list. */
export type Route = Omit<
  RouteSpec<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, z.ZodType>,
  "handle"
> & {
  readonly handle: (input: never) => Promise<unknown>;
};

/** Declares a route: the schemas validate, type the handler, and become the OpenAPI document. */
export function route<
  Answer extends z.ZodType,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<Params, Query, Body, Answer>): Route {
  return spec as Route;
}
