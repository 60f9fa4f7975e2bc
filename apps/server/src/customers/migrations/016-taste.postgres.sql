-- What somebody's behaviour says of what they like to buy: the shade, the size, the style (DT-11). Derived, with its evidence, and for a time only.
create table member_taste (
  origin_no   int not null,
  member_no   int not null,
  -- Who found it out: 'device'.
  source      text not null,
  -- tastes/rules.ts
  name        text not null,
  value       text not null check (value <> ''),
  times       int not null check (times > 0),
  -- How much was seen: one per time, more for a long look or a picture that was kept.
  weight      real not null check (weight > 0),
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  expires_at  timestamptz not null,
  primary key (origin_no, source, name, value)
);
create index member_taste_member on member_taste (member_no);
create index member_taste_value on member_taste (name, value);
create index member_taste_expires on member_taste (expires_at);
