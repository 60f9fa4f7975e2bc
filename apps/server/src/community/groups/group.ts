/** Somebody in a group, as its platform tells. */
export interface SeenGroupMember {
  readonly personKey: string;
  readonly kind: "staff" | "customer";
  /** Whose profile a customer's stay is recorded under; null for staff and for nobody known. */
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly joinedAt: Date;
  readonly joinWay: "invited" | "link" | "code";
  readonly invitedBy: string | null;
  readonly sourceState: string;
}

/** A group chat with everybody who is in it now. */
export interface SeenGroup {
  readonly platform: "wecom";
  readonly accountKey: string;
  readonly chatKey: string;
  readonly name: string;
  readonly notice: string;
  readonly ownerKey: string;
  readonly ownerStaffId: string | null;
  readonly storeNo: number | null;
  /** 0 normal, 1 owner left, 2 being handed over, 3 handed over; null = not told, stays as it was. */
  readonly ownerStatus: number | null;
  readonly openedAt: Date;
  readonly memberVersion: string;
  readonly members: readonly SeenGroupMember[];
}

/** What a reading of a group changed here. */
export interface GroupChanges {
  readonly isNew: boolean;
  /** Name, notice, owner or status. */
  readonly edited: boolean;
  readonly joined: number;
  readonly left: number;
}

export type LeftBy = "self" | "removed" | "dismissed" | "sync";
