-- Who reads, corrects and approves points (MB-02). A chain that has edited these roles keeps its edits: permissions are only added.
update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{points.adjust,points.approve}'::text[]),
  ('store_manager', '{points.adjust}'::text[])
) as added (code, permissions)
where role.code = added.code;
