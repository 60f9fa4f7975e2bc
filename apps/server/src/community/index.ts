export type { GroupChanges, LeftBy, SeenGroup, SeenGroupMember } from "./groups/group.ts";
export { dismissGroup, memberVersionOf, recordGroup, recordLeaving } from "./groups/record-group.ts";
export { communityWing } from "./wing.ts";
