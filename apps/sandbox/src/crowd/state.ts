import type { RandomState } from "../world/random.ts";

/** How the crowd is to be; changed from the page or by `POST /crowd`. */
export interface CrowdSettings {
  /** Simulated people; those whom others bring come on top, up to a quarter more. */
  size: number;
  /** Multiplies every rate of the model. */
  pace: number;
  /** Guides also do their work: accept requests, answer, confirm mass messages, publish moments. */
  guides: boolean;
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
  /** Virtual milliseconds of the last step. */
  steppedAt: number;
}

export function noCrowd(): CrowdState {
  return {
    running: false,
    size: 500,
    pace: 1,
    guides: false,
    random: { seed: 1 },
    people: [],
    done: {},
    refused: {},
    read: new Map(),
    run: 0,
    steppedAt: 0,
  };
}
