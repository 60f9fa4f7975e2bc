import type { World } from "../world/world.ts";
import type { Host } from "./host.ts";

/** What a request carries besides its caller. */
export interface Call {
  readonly host: Host;
  readonly world: World;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The JSON body, {} where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Files of a multipart body. */
  readonly files: readonly UploadedFile[];
  /** Agent id (WeCom) or appid (weixin) whose token was shown; "" where the endpoint needs none. */
  readonly app: string;
  readonly ip: string;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What an endpoint answers: JSON (errcode 0 and errmsg ok are added), bytes, or another address. */
export type Answer = Readonly<Record<string, unknown>> | BinaryAnswer | RedirectAnswer;

export class BinaryAnswer {
  readonly type: string;
  readonly bytes: Buffer;
  readonly fileName: string | undefined;
  constructor(type: string, bytes: Buffer, fileName?: string) {
    this.type = type;
    this.bytes = bytes;
    this.fileName = fileName;
  }
}

/** Sends the browser on: the end of an OAuth page. */
export class RedirectAnswer {
  readonly location: string;
  constructor(location: string) {
    this.location = location;
  }
}

/** One call of a platform's API. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Calls that need no access token. */
  readonly open?: true;
  handle(call: Call): Answer | Promise<Answer>;
}

/** A refusal in the platform's own words. `detail` follows the code's meaning in errmsg; `extra` are further fields of the answer. */
export class ApiRefusal extends Error {
  readonly errcode: number;
  readonly detail: string | undefined;
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(errcode: number, detail?: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(`${errcode}${detail ? ` ${detail}` : ""}`);
    this.errcode = errcode;
    this.detail = detail;
    this.extra = extra;
  }
}

/** Throws the refusal: reads as a sentence in handlers. */
export function refuse(errcode: number, detail?: string): never {
  throw new ApiRefusal(errcode, detail);
}

export const get = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "GET", path, handle });
export const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "POST", path, handle });
