/** 部门 */
export interface Department {
  readonly id: number;
  name: string;
  nameEn: string;
  parentId: number;
  order: number;
  leaders: string[];
}

/** 对外名片: what customers see of a member. */
export interface MemberCard {
  /** Told only to apps made before June 2022: undefined = this app is not told. */
  readonly avatar?: string | undefined;
  readonly position: string;
  readonly company: string;
}

/** 成员: an employee. `status` 1 active, 2 disabled, 4 not activated, 5 left. */
export interface Member {
  readonly userid: string;
  name: string;
  /** The person whose phone is this member's. */
  readonly personId: string;
  departments: number[];
  leaderOf: number[];
  position: string;
  mobile: string;
  alias: string;
  status: 1 | 2 | 4 | 5;
  /** Enabled for 客户联系. */
  customerContact: boolean;
  /** Virtual seconds of leaving, for 离职继承. */
  leftAt: number | undefined;
  /** How many customers the member may hold. */
  customerCap: number;
  card?: MemberCard;
}

export interface ContactsState {
  readonly departments: Map<number, Department>;
  /** By lower-case userid. */
  readonly members: Map<string, Member>;
}

export function newContacts(): ContactsState {
  return {
    departments: new Map([[1, { id: 1, name: "总部", nameEn: "", parentId: 0, order: 100_000_000, leaders: [] }]]),
    members: new Map(),
  };
}
