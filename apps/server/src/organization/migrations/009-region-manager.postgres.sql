-- A region manager answers for the stores: whoever appoints store managers holds what they hold.
update role set permissions = role.permissions || '{member.write,daily_report.submit,standard.acknowledge}'::text[]
where code = 'region_manager' and not role.permissions @> '{member.write,daily_report.submit,standard.acknowledge}'::text[];

-- Exporting customers comes with segments; until then nobody holds a permission without a feature.
update role set permissions = array_remove(role.permissions, 'member.export') where 'member.export' = any(role.permissions);
