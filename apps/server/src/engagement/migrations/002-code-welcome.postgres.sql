-- 欢迎语: what whoever comes by this code is greeted with; '' = the company's usual greeting (AQ-07).
alter table live_code add column welcome text not null default '' check (char_length(welcome) <= 1000);
