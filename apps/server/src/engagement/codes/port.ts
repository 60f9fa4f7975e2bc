import type { Kysely } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** A group of customers on the platform. */
export interface Room {
  readonly key: string;
  readonly name: string;
  readonly storeNo: number | null;
  /** Staff and customers. */
  readonly people: number;
  readonly dismissed: boolean;
}

export interface ContactWayWish {
  /** Null = make one. */
  readonly configKey: string | null;
  readonly staffKeys: readonly string[];
  /** Comes back with whoever arrives; at most 30 characters. */
  readonly state: string;
  readonly remark: string;
}

export interface GroupWayWish {
  readonly configKey: string | null;
  readonly roomKeys: readonly string[];
  readonly state: string;
  readonly remark: string;
  /** Groups that the platform opens by itself are named so, with a number. */
  readonly roomName: string;
  readonly roomNo: number;
}

/** Whom a customer who already has a guide is led to: see `live_code.priority`. */
export type AcquisitionPriority = "none" | "company" | "guides";

export interface AcquisitionWish extends ContactWayWish {
  readonly priority: AcquisitionPriority;
}

/** New contacts that acquisition links may still bring. */
export interface AcquisitionAllowance {
  readonly used: number;
  readonly balance: number;
  readonly parts: readonly { readonly expiresAt: Date; readonly balance: number }[];
}

export type WayKind = "contact" | "group" | "acquisition";

export interface PublishedWay {
  readonly configKey: string;
  readonly qrUrl: string;
}

/** What stands on the platform now; null when it is gone there. */
export interface SeenWay {
  readonly targets: readonly string[];
  readonly state: string;
  /** Null when it never changes. */
  readonly qrUrl: string | null;
}

/** Thrown by a platform's calls: what to tell the operator, and whether the call may have been carried out. */
export interface PlatformRefusal {
  readonly message: string;
  readonly uncertain: boolean;
  /** Asking again does not help until somebody mends something. */
  readonly final: boolean;
}

/** 获客链接 on the platform; a way's `qrUrl` is the address that carries our state. */
export interface AcquisitionPlatform {
  publishAcquisitionLink(wish: AcquisitionWish): Promise<PublishedWay>;
  /** A link that was made though its answer was lost; null when there is none. */
  findLostAcquisitionLink(wish: AcquisitionWish): Promise<PublishedWay | null>;
  readAcquisitionLink(configKey: string): Promise<SeenWay | null>;
  removeAcquisitionLink(configKey: string): Promise<void>;
  acquisitionAllowance(): Promise<AcquisitionAllowance>;
}

/** The platform on which codes live; a connector implements it. */
export interface CodePlatform extends AcquisitionPlatform {
  readonly accountId: string;
  publishContactWay(wish: ContactWayWish): Promise<PublishedWay>;
  publishGroupWay(wish: GroupWayWish): Promise<PublishedWay>;
  /** A way that was made though its answer was lost; null when there is none. */
  findLostContactWay(wish: ContactWayWish, since: Date): Promise<PublishedWay | null>;
  readContactWay(configKey: string): Promise<SeenWay | null>;
  readGroupWay(configKey: string): Promise<SeenWay | null>;
  remove(kind: "contact" | "group", configKey: string): Promise<void>;
  /** What a thrown error means; null when it is none of the platform's. */
  explain(error: unknown): PlatformRefusal | null;
}

/** What the engagement wing needs of the platform where customers are met. */
export interface CodeConnector {
  /** Null when no account is connected. */
  open(): Promise<CodePlatform | null>;
  /** Staff who can stand behind a code: id → key on the platform. */
  staffKeys(tx: Kysely<DB>, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  rooms(tx: Kysely<DB>, filter: { readonly keys?: readonly string[]; readonly q?: string }): Promise<Room[]>;
  /** The customer's key and guides are read elsewhere; here only who a web visitor is. Null = cannot be told. */
  signInAddress(returnTo: string, nonce: string): Promise<string | null>;
  /** The member a code of the web sign-in belongs to; null when unknown. */
  visitorOf(code: string): Promise<number | null>;
}
