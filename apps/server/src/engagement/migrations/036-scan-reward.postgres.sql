-- What a scene gives for scanning (AQ-08): points or a coupon, each person once per rule. A rule that is changed is another rule.
alter table scan_scene
  add column reward      jsonb,
  add column reward_no   int not null default 0,
  -- What people did before does not count.
  add column reward_from timestamptz,
  add check ((reward is null) or (reward_no > 0 and reward_from is not null));

create table scan_reward (
  scene_no  int not null references scan_scene (no),
  reward_no int not null,
  origin_no int not null,
  member_no int not null,
  store_no  int not null,
  earned_at timestamptz not null,
  decided_at timestamptz not null,
  reward    jsonb not null,
  -- False: a coupon that could not be given (not known in its mini program, no consent, limit, stock).
  given     boolean not null,
  primary key (scene_no, reward_no, origin_no)
);
create index scan_reward_member on scan_reward (member_no);
create index scan_reward_origin on scan_reward (origin_no);
create index scan_reward_newest on scan_reward (scene_no, decided_at desc, origin_no desc);
