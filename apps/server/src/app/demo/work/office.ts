import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { dayIn, instantOf } from "../../../kernel/calendar.ts";
import { createHttpServer } from "../../../kernel/http/server.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { actAs } from "../../../organization/index.ts";
import { createWings } from "../../wings.ts";

/** Somebody of the demo brand, using the product's API. */
export interface Colleague {
  readonly id: string;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer = unknown>(path: string, body?: object): Promise<Answer>;
  put<Answer = unknown>(path: string, body: object): Promise<Answer>;
  patch<Answer = unknown>(path: string, body: object): Promise<Answer>;
}

/**
 * The demo brand's people at work: what they did in the past weeks goes through the API, with its checks, permissions and trail,
 * on the day it is said to have happened. Nobody signs in and nothing listens.
 */
export interface Office {
  readonly platform: Platform;
  /** Today in the shop's zone. */
  readonly today: string;
  /** Lets the office's clock show a time of a day, never a later one than now. */
  at(day: string, time: string): void;
  /** By staff number. */
  colleague(code: string): Promise<Colleague>;
  /** Runs background work that would otherwise come by itself within minutes. */
  runJob(name: string): Promise<void>;
  close(): Promise<void>;
}

const header = "x-demo-colleague";

/** Opens the office; the caller closes it. */
export async function openOffice(base: Platform): Promise<Office> {
  const started = base.clock.now();
  const { timeZone } = base.config;
  let moment = started;
  const platform: Platform = { ...base, clock: { now: () => moment } };
  const wings = createWings(platform);
  const app: FastifyInstance = await createHttpServer(
    platform,
    wings.flatMap((wing) => wing.routes ?? []),
    (request, access) => actAs(platform.db, String(request.headers[header]), access, dayIn(timeZone, moment)),
  );

  async function ask<Answer>(
    id: string,
    method: "GET" | "POST" | "PUT" | "PATCH",
    path: string,
    body?: object,
  ): Promise<Answer> {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { [header]: id },
      ...(body ? { payload: body } : {}),
    });
    if (answer.statusCode >= 400) throw new Error(`the demo's ${method} ${path} was refused: ${answer.body}`);
    const isJson = answer.headers["content-type"]?.toString().includes("json") ?? false;
    return (isJson && answer.body !== "" ? answer.json() : null) as Answer;
  }

  return {
    platform,
    today: dayIn(timeZone, started),
    at(day, time) {
      const wanted = instantOf(timeZone, day, time);
      moment = wanted < started ? wanted : started;
    },
    async colleague(code) {
      const { rows } = await sql<{ id: string }>`select id from staff where code = ${code}`.execute(platform.db);
      const id = rows[0]?.id;
      if (id === undefined) throw new Error(`the demo has nobody with the staff number ${code}`);
      return {
        id,
        get: (path) => ask(id, "GET", path),
        post: (path, body) => ask(id, "POST", path, body),
        put: (path, body) => ask(id, "PUT", path, body),
        patch: (path, body) => ask(id, "PATCH", path, body),
      };
    },
    async runJob(name) {
      const job = wings.flatMap((wing) => wing.jobs ?? []).find((each) => each.name === name);
      if (!job) throw new Error(`there is no job ${name}`);
      await job.run({} as never, { platform, signal: new AbortController().signal, attempt: 1 });
    },
    close: () => app.close(),
  };
}
