/** A person as the company sees them. */
export interface ExternalContact {
  readonly externalUserid: string;
  readonly personId: string;
  /** 1 WeChat, 2 WeCom of another company. */
  readonly type: 1 | 2;
}

/** 添加关系: one member following one customer. */
export interface Follow {
  readonly userid: string;
  readonly externalUserid: string;
  remark: string;
  description: string;
  remarkCompany: string;
  remarkMobiles: string[];
  /** Company tags by id. */
  readonly tags: Set<string>;
  /** Virtual seconds. */
  readonly createdAt: number;
  readonly addWay: number;
  readonly state: string;
  readonly operUserid: string;
  /** `half`: the customer added, the member has not confirmed. */
  status: "confirmed" | "half" | "deleted_by_customer";
  chatted: boolean;
  /** Virtual milliseconds of the last exchange, for the choice of the sender of a mass message. */
  lastChatAt: number;
}

/** A welcome code: usable once within 20 s. */
export interface WelcomeCode {
  readonly userid: string;
  readonly externalUserid: string;
  /** Virtual seconds. */
  readonly expiresAt: number;
  used: boolean;
}

export interface CustomersState {
  readonly externals: Map<string, ExternalContact>;
  /** By person id. */
  readonly externalByPerson: Map<string, string>;
  /** By `<userid>/<external_userid>`. */
  readonly follows: Map<string, Follow>;
  readonly followersOf: Map<string, Set<string>>;
  readonly customersOf: Map<string, Set<string>>;
  readonly welcomeCodes: Map<string, WelcomeCode>;
}

export function noCustomers(): CustomersState {
  return {
    externals: new Map(),
    externalByPerson: new Map(),
    follows: new Map(),
    followersOf: new Map(),
    customersOf: new Map(),
    welcomeCodes: new Map(),
  };
}
