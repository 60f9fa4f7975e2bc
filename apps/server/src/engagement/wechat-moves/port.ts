import type { RawBuilder } from "kysely";

/** Where customers of personal WeChat arrive: a connector says who is whose friend there, as relations that progress joins. */
export interface Arrivals {
  /** SQL in brackets: `member_no`, `staff_id`, `since`; one row for each friendship that stands. */
  readonly friendships: RawBuilder<unknown>;
  /** SQL in brackets: `key` (uuid), `name`, `staff_id` of the owner, `people` (staff and customers), `opened_at`; groups that stand. */
  readonly groups: RawBuilder<unknown>;
}
