import type { RawBuilder } from "kysely";

/** Where requests become friendships: a connector says who really met whom, and what guides show of themselves there. */
export interface Friendships {
  /**
   * SQL in brackets: `member_no`, `staff_id`, `phone_keys` (of phones that the guide noted), `source_state` (of the code they met by),
   * `since`, `stands`; a row for each pair that ever met, by its latest beginning.
   */
  readonly met: RawBuilder<unknown>;
  /**
   * SQL in brackets: `staff_id`, `name`, `alias`, `has_photo` (null = not told), `position`, `company`, `in_store` (belongs to a
   * department that is a store), `greets`; one row for each guide who is there.
   */
  readonly cards: RawBuilder<unknown>;
}
