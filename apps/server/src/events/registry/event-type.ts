import { z } from "zod";

/** Where on the customer's way an event belongs; groups the list that operators see. */
export const eventGroups = {
  member: "会员",
  browsing: "浏览与分享",
  trade: "交易",
  benefit: "优惠与积分",
  message: "消息触达",
  community: "社群与好友",
  live: "直播与内容",
  store: "门店与服务",
} as const;

export type EventGroup = keyof typeof eventGroups;

/** A kind of event: its name, what it means, and what it carries. */
export interface EventType<Schema extends z.ZodType = z.ZodType> {
  /** `object.verb_past` */
  readonly name: string;
  readonly group: EventGroup;
  /** Short Chinese name, shown on the time line. */
  readonly label: string;
  /** One Chinese sentence: when it is sent. */
  readonly meaning: string;
  /** Whether the customer started it: counts as an interaction (catalog Q-09). */
  readonly interaction: boolean;
  /** What it carries; further properties are kept but not shown. Personal data never belongs here. */
  readonly properties: Schema;
  /** What the time line says after the label, from known properties only; empty = nothing more. */
  readonly summary: (properties: z.output<Schema>) => string;
}

type TypeSpec<Name extends string, Schema extends z.ZodType> = Omit<
  EventType<Schema>,
  "name" | "summary" | "interaction"
> & {
  readonly name: Name;
  /** Default false. */
  readonly interaction?: boolean;
  readonly summary?: (properties: z.output<Schema>) => string;
};

/** Declares an event type and keeps its literal name and schema for `EventDraft`. */
export function eventType<const Name extends string, Schema extends z.ZodType>(spec: TypeSpec<Name, Schema>) {
  return { interaction: false, summary: () => "", ...spec } satisfies EventType<Schema> & { readonly name: Name };
}

/** Joins what is there with a middle dot. */
export function joined(...parts: readonly (string | number | undefined | null | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== null && part !== false && part !== "").join(" · ");
}

/** `1234` fen as `¥12.34`. */
export function yuan(fen: number | undefined): string {
  return fen === undefined ? "" : `¥${(fen / 100).toFixed(2)}`;
}

export const text = (max = 200) => z.string().min(1).max(max);
export const code = z.string().min(1).max(64);
export const fen = z.int().min(0).max(1_000_000_000_000).describe("Money in fen (分)");
export const count = z.int().min(1).max(1_000_000);
export const seconds = z
  .number()
  .min(0)
  .max(86_400 * 7);
/** Unknown properties are kept: integrators add their own. */
export const properties = z.looseObject;
