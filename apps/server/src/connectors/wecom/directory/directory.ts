/** A department as WeCom shows it. */
export interface SeenDepartment {
  readonly id: number;
  readonly parentId: number;
  readonly name: string;
  readonly order: number;
}

/** A member as WeCom shows it; `mobile` only to apps that may see it. */
export interface SeenMember {
  readonly userid: string;
  readonly name: string;
  readonly position: string;
  readonly departments: readonly number[];
  readonly status: number;
  readonly mobile: string;
  /** What customers see of the member. Null photo: apps made after June 2022 are not told. */
  readonly hasPhoto: boolean | null;
  readonly alias: string;
  readonly shownPosition: string;
  readonly shownCompany: string;
}

/** Something an operator has to know about a reading. */
export interface SyncWarning {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export interface SeenDirectory {
  readonly departments: readonly SeenDepartment[];
  readonly members: readonly SeenMember[];
  /** Userids with customer contact, inside the visible range. */
  readonly serving: readonly string[];
  readonly warnings: readonly SyncWarning[];
}
