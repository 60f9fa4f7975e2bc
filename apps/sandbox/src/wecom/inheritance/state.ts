/** A customer on the way from one member to another: wecom-api.md §9. `status` 1 done, 2 waiting, 3 refused, 4 takeover at cap. */
export interface Transfer {
  readonly kind: "on_job" | "resigned";
  readonly handover: string;
  readonly takeover: string;
  readonly externalUserid: string;
  readonly message: string;
  /** Virtual seconds. */
  readonly startedAt: number;
  /** When it took effect; the future time while waiting. */
  takeoverAt: number;
  status: 1 | 2 | 3 | 4;
}

export interface InheritanceState {
  /** In the order of their beginning; none is ever taken out. */
  readonly transfers: Transfer[];
  /** The same transfers by customer, and by `<handover>/<takeover>`. */
  readonly ofCustomer: Map<string, Transfer[]>;
  readonly between: Map<string, Transfer[]>;
  /** By owner who gave them away: virtual seconds of each group, for the limit per day. */
  readonly groupsGiven: Map<string, number[]>;
}

export function noInheritance(): InheritanceState {
  return { transfers: [], ofCustomer: new Map(), between: new Map(), groupsGiven: new Map() };
}
