/** How an ad system is reached. */
export interface AdAccess {
  readonly baseUrl: string;
  readonly convId: string;
  /** Null: the platform asks for none (鉴权关). */
  readonly token: string | null;
}

/** One thing to tell back. */
export interface ConversionTold {
  /** The same however often it is told. */
  readonly outerActionId: string;
  readonly at: Date;
  readonly actionType: string;
  /** Fen; of an order. */
  readonly valueFen: number | null;
  readonly clickKey: string;
  readonly user: { readonly appId: string; readonly openid: string } | null;
}

export type ToldOutcome =
  | { readonly outcome: "told" }
  /** `again`: nobody knows, or the platform could not just then; `refused`: it will not take it as it is. */
  | { readonly outcome: "again" | "refused"; readonly cause: string };

/** An ad system that takes conversions; implemented by a connector. */
export interface ConversionReporter {
  /** The most that go into one call. */
  readonly mostPerCall: number;
  /** Tells conversions that share one callback (null: known by their clicks alone). Never throws for what the platform says. */
  tell(
    access: AdAccess,
    callback: string | null,
    conversions: readonly ConversionTold[],
    signal: AbortSignal,
  ): Promise<ToldOutcome>;
}
