-- Exporting customers comes with segments; until then nobody holds a permission without a feature.
update role set permissions = array_remove(permissions, 'member.export') where 'member.export' = any(permissions);
