import type { Slice } from "../../shared/slice.ts";

/** What a compilation needs besides the rules: everything that is looked up beforehand. */
export interface CompileContext {
  /** Today in the shop's zone. */
  readonly day: string;
  /** Who may be counted: never more than the caller may see. */
  readonly scope: Slice;
  /** Numbers of the stores below each unit that the rules name. */
  readonly storesOf: ReadonlyMap<string, readonly number[]>;
  /** The reckoned version of each segment that the rules name. */
  readonly versionOf: ReadonlyMap<string, number>;
  /** Only these members are looked at; absent = everyone in scope. */
  readonly among?: readonly number[];
}
