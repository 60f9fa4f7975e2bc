import { type RawBuilder, type SqlBool, sql } from "kysely";

/** SQL: the key of the source that an event `e` of the log names, whichever front reported it. */
export const sourceKey: RawBuilder<string> = sql`
  coalesce(e.properties ->> 'sourceCode', e.properties ->> 'scene', e.properties ->> 'campaignCode')`;

/** SQL: an event `e` of the log shows somebody who comes, and names a source. */
export const namesSource: RawBuilder<SqlBool> = sql`
  (e.type in ('page.viewed', 'campaign.viewed', 'live.joined', 'live.reserved', 'member.registered', 'account.followed', 'message.clicked')
    and e.properties ?| '{sourceCode,scene,campaignCode}'::text[])`;
