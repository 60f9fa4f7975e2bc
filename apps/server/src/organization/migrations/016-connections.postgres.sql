-- How the session's owner proved who they are. Who came by another platform's word owes no change of our password.
alter table session add column method text not null default 'password' check (method in ('password', 'wecom'));

update role set permissions = role.permissions || '{connection.read}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
