-- 一稿多端 (CH-40): one piece of content, and what each front makes of it.
create table content_piece (
  id          uuid primary key default uuidv7(),
  title       text not null check (title <> ''),
  theme       text not null default '',
  -- What every front may draw on: facts, and the goods it is about.
  facts       text not null default '',
  skus        text[] not null default '{}',
  -- Where readers are led; each front has a link of its own to it.
  target_url  text,
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  archived_at timestamptz
);
create index content_piece_recent on content_piece (created_at desc, id desc) where archived_at is null;

create table content_variant (
  -- Fronts that send through `outbound` carry it as their business key: content:<id>.
  id         uuid primary key default uuidv7(),
  piece_id   uuid not null references content_piece (id),
  front      text not null check (front in ('moment', 'one_to_one', 'group', 'article', 'note', 'subscription', 'video', 'sms')),
  headline   text not null default '',
  body       text not null check (body <> ''),
  planned_at timestamptz,
  link_no    int unique references content_link (no),
  -- Fronts that people publish themselves: when, where it stands, and which work of a video channel it became.
  placed_at  timestamptz,
  address    text,
  work_id    uuid references video_work (id),
  version    int not null default 1,
  written_at timestamptz not null,
  written_by text not null,
  unique (piece_id, front),
  check (placed_at is not null or (address is null and work_id is null))
);
create index content_variant_planned on content_variant (planned_at) where planned_at is not null;
