/** A rehearsed accident: breaks something on purpose and reconciles afterwards. */
export interface Drill {
  readonly name: string;
  /** What is broken, and what must still hold. */
  readonly promise: string;
  run(context: DrillContext): Promise<DrillResult>;
}

export interface DrillContext {
  /** Empty data directory of its own. */
  readonly dataDir: string;
  readonly port: number;
  /** Scratch folder, removed afterwards. */
  readonly folder: string;
  /** `--name=value` of the command line: a drill may be made smaller or larger. */
  readonly options: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
}

export interface DrillResult {
  readonly held: boolean;
  /** The figures that were compared. */
  readonly figures: Readonly<Record<string, number | string>>;
}
