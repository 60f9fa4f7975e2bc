import type { RawBuilder } from "kysely";

/** Cards of mini program pages that guides pass on: a connector makes them, and says what they brought. */
export interface ShareCards {
  /** The mini programs that are connected. */
  programs(): Promise<readonly { readonly appId: string; readonly name: string }[]>;
  /** The picture of a person's own code for a page. @throws Refusal */
  picture(
    staffId: string,
    page: { readonly appId: string; readonly page: string; readonly title: string },
  ): Promise<Buffer>;
  /** What a person's cards brought from a day to another, not included: openings, people new to the chain. */
  brought(
    staffNo: number,
    fromDay: string,
    toDay: string,
  ): Promise<{ readonly visits: number; readonly newMembers: number }>;
}

/** Where guides' friends are. */
export interface Friendships {
  /** SQL in brackets: `member_no`, `staff_id`, `since`; one row for each friendship that stands. */
  readonly friendships: RawBuilder<unknown>;
}
