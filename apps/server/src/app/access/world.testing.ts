import { randomUUID } from "node:crypto";
import type { Route } from "../../kernel/http/route.ts";
import type { SmallChain, TestPerson } from "../../testing/people.ts";
import { chainWide } from "./chain-wide.testing.ts";

export type Id = string | number;

/** A thing that a path parameter names: one that lies outside every tester's scope, and one that does not exist. */
export interface Thing {
  readonly foreign: Id;
  readonly missing: Id;
}

export interface World {
  readonly chain: SmallChain;
  readonly admin: TestPerson;
  /** A tenant of the north, where the roles of tenants are held. */
  readonly northernTenantId: string;
  /** By `METHOD /path :name`, `/path :name`, or `:name` for a parameter that means the same everywhere. */
  readonly things: Readonly<Record<string, Thing>>;
  /** Valid bodies of the routes whose path names a thing, so that the answer is about the thing and not about the body. */
  readonly bodies: Readonly<Record<string, object>>;
  /** Query parameters of routes that need some, or that show more with some. */
  readonly queries: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Requests of somebody of the north whose body names a thing of the south. */
  readonly naming: readonly { readonly request: string; readonly thing: string; readonly body: (id: Id) => object }[];
  /** Text that must not appear in an answer to somebody of the north. */
  readonly secrets: readonly string[];
}

/** What one wing adds: its southern things, and what the walk must know to ask its routes about them. */
export type Part = Partial<Pick<World, "things" | "bodies" | "queries" | "naming" | "secrets">>;

export const uuid = (foreign: Id): Thing => ({ foreign, missing: randomUUID() });
export const number = (foreign: Id): Thing => ({ foreign, missing: 2_000_000_000 });

/** All parts in one; a key that two of them give is a mistake. */
export function mergeParts(parts: readonly Part[]): Required<Part> {
  const merged = <Value>(given: readonly Readonly<Record<string, Value>>[]): Record<string, Value> => {
    const entries = given.flatMap((each) => Object.entries(each));
    const twice = entries.map(([key]) => key).filter((key, at, keys) => keys.indexOf(key) !== at);
    if (twice.length > 0) throw new Error(`given by two parts of the walk: ${twice.join(", ")}`);
    return Object.fromEntries(entries);
  };
  return {
    things: merged(parts.map(({ things = {} }) => things)),
    bodies: merged(parts.map(({ bodies = {} }) => bodies)),
    queries: merged(parts.map(({ queries = {} }) => queries)),
    naming: parts.flatMap(({ naming = [] }) => naming),
    secrets: parts.flatMap(({ secrets = [] }) => secrets),
  };
}

/** Names of the parameters in a path. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
}

/** What a route's parameter names; null when it is chain-wide; undefined when nobody has said. */
export function thingOf(world: World, route: Route, parameter: string): Thing | null | undefined {
  const keys = [`${route.method} ${route.path} :${parameter}`, `${route.path} :${parameter}`, `:${parameter}`];
  const key = keys.find((candidate) => candidate in chainWide || candidate in world.things);
  return key === undefined ? undefined : key in chainWide ? null : world.things[key];
}
