/** 联系我: wecom-api.md §5.1. */
export interface ContactWay {
  readonly configId: string;
  readonly agentId: string;
  readonly type: 1 | 2;
  readonly scene: 1 | 2;
  style: number;
  remark: string;
  skipVerify: boolean;
  state: string;
  users: string[];
  departments: number[];
  readonly createdAt: number;
  isExclusive: boolean;
  scans: number;
}

/** 加入群聊: wecom-api.md §5.2. */
export interface JoinWay {
  readonly configId: string;
  readonly agentId: string;
  scene: 1 | 2;
  remark: string;
  autoCreateRoom: boolean;
  roomBaseName: string;
  /** The number of the next room that is opened by itself. */
  roomBaseId: number;
  chatIds: string[];
  state: string;
}

export interface CodesState {
  readonly contactWays: Map<string, ContactWay>;
  readonly joinWays: Map<string, JoinWay>;
}

export function noCodes(): CodesState {
  return { contactWays: new Map(), joinWays: new Map() };
}
