-- 获客链接: an address, not a picture, that adds a guide from an advertisement; each new contact uses up bought allowance (AQ-02).
alter table live_code drop constraint live_code_kind_check;
alter table live_code add constraint live_code_kind_check check (kind in ('staff', 'store', 'group', 'place', 'link', 'acquisition'));
-- Of an acquisition link: whether a customer who has a guide gets that one again: anybody in the company, or only those of the link.
alter table live_code add column priority text not null default 'none' check (priority in ('none', 'company', 'guides'));
alter table live_code_way drop constraint live_code_way_kind_check;
alter table live_code_way add constraint live_code_way_kind_check check (kind in ('contact', 'group', 'acquisition'));
