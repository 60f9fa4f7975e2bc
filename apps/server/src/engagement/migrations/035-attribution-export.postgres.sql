-- Taking attribution out as a file is a permission of its own (AQ-27).
update role set permissions = role.permissions || '{attribution.export}'::text[]
where code in ('hq_operator', 'region_manager', 'analyst') and not '*' = any(role.permissions);
