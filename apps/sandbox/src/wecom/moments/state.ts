import type { MessagePart } from "../messages/state.ts";

/** Someone's like or comment; `by` is an external_userid or a userid. */
export interface MomentReaction {
  readonly by: string;
  readonly at: number;
  /** Of a comment; the API never returns it. */
  readonly text?: string;
}

/** What one member has to publish, and what came of it. */
export interface MomentTask {
  readonly userid: string;
  publishedAt: number | undefined;
  /** Selected customers. */
  readonly customers: readonly string[];
  /** Who could see it when it was published. */
  received: readonly string[];
  readonly comments: MomentReaction[];
  readonly likes: MomentReaction[];
}

export interface Moment {
  readonly momentId: string;
  readonly agentId: string | undefined;
  readonly creator: string | undefined;
  readonly createdAt: number;
  /** 0 part of the customers, 1 public. */
  readonly visibleType: 0 | 1;
  readonly parts: readonly MessagePart[];
  readonly tasks: Map<string, MomentTask>;
  cancelled: boolean;
}

/** add_moment_task's job: started, running from half the time, done; known for 24 h. */
export interface MomentJob {
  readonly jobId: string;
  readonly momentId: string;
  readonly createdAt: number;
  readonly invalidUsers: readonly string[];
  readonly invalidDepartments: readonly number[];
  readonly invalidTags: readonly string[];
}

export interface MomentsState {
  readonly moments: Map<string, Moment>;
  readonly jobs: Map<string, MomentJob>;
}

export function noMoments(): MomentsState {
  return { moments: new Map(), jobs: new Map() };
}
