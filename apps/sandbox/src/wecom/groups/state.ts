/** Someone in a customer group; `id` is a userid or an external_userid. */
export interface GroupMember {
  readonly id: string;
  readonly type: 1 | 2;
  readonly joinedAt: number;
  /** 1 direct invite, 2 invite link, 3 QR. */
  readonly joinScene: 1 | 2 | 3;
  readonly invitor: string | undefined;
  readonly state: string;
}

/** 客户群: wecom-api.md §7. `status` 0 normal, 1 owner left, 2 transferring, 3 transferred. */
export interface CustomerGroup {
  readonly chatId: string;
  name: string;
  owner: string;
  readonly createdAt: number;
  notice: string;
  readonly members: Map<string, GroupMember>;
  admins: string[];
  memberVersion: number;
  status: 0 | 1 | 2 | 3;
  /** Virtual seconds of each hand-over, for the 90-day limit. */
  transferredAt: number[];
}

export type GroupsState = Map<string, CustomerGroup>;

export function noGroups(): GroupsState {
  return new Map();
}
