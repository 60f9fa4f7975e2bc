import type { RandomState } from "../world/random.ts";

/** How the crowd is to be; changed from the page or by `POST /crowd`. */
export interface CrowdSettings {
  /** Simulated people; those whom others bring come on top, up to a quarter more. */
  size: number;
  /** Multiplies every rate of the model. */
  pace: number;
  /** Guides also do their work: accept requests, answer, confirm mass messages, publish moments. */
  guides: boolean;
  /** The server behind the mini program; undefined: nothing can be bought. */
  mall: Mall | undefined;
}

/**
 * A request to the mall's own server, with `{name}` where the crowd's values go. An order knows openid, appid, number, sku,
 * description, price, quantity, amount; a refund mchid, outTradeNo, transactionId, number, total, amount. Money in fen.
 */
export interface MallRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Mall {
  readonly order: MallRequest;
  readonly refund?: MallRequest | undefined;
  /** What it sells, prices in fen; the model's own goods unless told. */
  readonly goods?: readonly { readonly sku: string; readonly name: string; readonly fen: number }[] | undefined;
  /**
   * What of an order's answer a refund needs: names with the path in the answer, such as `payment.id`. `outTradeNo` must be among
   * them; the refund's request then knows them too.
   */
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

/** The crowd and what it has done so far. */
export interface CrowdState extends CrowdSettings {
  running: boolean;
  /** The crowd's own dice, so that what others do in the world does not change its mind. */
  readonly random: RandomState;
  /** Person ids. */
  readonly people: string[];
  /** By behaviour. */
  readonly done: Record<string, number>;
  /** By behaviour: refused by the platform, such as a code that nobody answers. */
  readonly refused: Record<string, number>;
  /** By conversation: id of the last line that a member of the crowd has read. */
  readonly read: Map<string, string>;
  /** Raised at each start, so that steps of an earlier run end. */
  run: number;
  /** What the mall answered of its orders, by out_trade_no. */
  readonly kept: Map<string, Readonly<Record<string, string>>>;
  /** Virtual milliseconds of the last step. */
  steppedAt: number;
}

export function noCrowd(): CrowdState {
  return {
    running: false,
    size: 500,
    pace: 1,
    guides: false,
    mall: undefined,
    random: { seed: 1 },
    people: [],
    done: {},
    refused: {},
    read: new Map(),
    run: 0,
    kept: new Map(),
    steppedAt: 0,
  };
}
