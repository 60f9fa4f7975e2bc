/** 获客链接: wecom-api.md §13. */
export interface AcquisitionLink {
  readonly linkId: string;
  readonly agentId: string;
  readonly createdAt: number;
  readonly url: string;
  name: string;
  users: readonly string[];
  departments: readonly number[];
  skipVerify: boolean;
  markSource: boolean;
  priority: { readonly type: 1 | 2; readonly users: readonly string[] } | undefined;
  /** By day (00:00 UTC+8): who opened it. */
  readonly clicks: Map<number, Set<string>>;
}

/** A customer won by a link. */
export interface AcquiredCustomer {
  readonly linkId: string;
  readonly externalUserid: string;
  readonly userid: string;
  readonly state: string;
  readonly addedAt: number;
  /** Messages of the customer so far. */
  messages: number;
}

/** Opens get_chat_info for 30 min. */
export interface ChatKey {
  readonly agentId: string;
  readonly customer: AcquiredCustomer;
  readonly messages: number;
  readonly expiresAt: number;
}

export interface AcquisitionState {
  readonly links: Map<string, AcquisitionLink>;
  /** By `<userid>/<external_userid>`. */
  readonly customers: Map<string, AcquiredCustomer>;
  readonly chatKeys: Map<string, ChatKey>;
  used: number;
  /** Paid allowances, soonest expiry first. */
  allowances: { readonly expiresAt: number; balance: number }[];
}

export function noAcquisition(): AcquisitionState {
  return { links: new Map(), customers: new Map(), chatKeys: new Map(), used: 0, allowances: [] };
}
