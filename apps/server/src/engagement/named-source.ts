import { type RawBuilder, type SqlBool, sql } from "kysely";

/**
 * SQL: the key of the source that an event `e` of the log names, whichever front reported it. The `mark` of a mini program's opening is
 * the scene of the code that was scanned; its `scene` is a number of the platform.
 */
export const sourceKey: RawBuilder<string> = sql`
  coalesce(e.properties ->> 'sourceCode', e.properties ->> 'mark', e.properties ->> 'scene', e.properties ->> 'campaignCode')`;

/** SQL: an event `e` of the log shows somebody who comes, and names a source. */
export const namesSource: RawBuilder<SqlBool> = sql`
  (e.type in ('page.viewed', 'campaign.viewed', 'live.joined', 'live.reserved', 'member.registered', 'account.followed', 'message.clicked',
      'mini_program.opened') and e.properties ?| '{sourceCode,mark,scene,campaignCode}'::text[])`;
