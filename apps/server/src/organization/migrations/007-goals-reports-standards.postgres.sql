-- Who hands goals down (OR-07), sends and collects daily reports (OR-08), publishes and takes note of standards (OR-19).
-- A chain that has edited these roles keeps its edits: permissions are only added.
update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{goal.write,daily_report.review,standard.publish}'::text[]),
  ('region_manager', '{goal.write,daily_report.review}'::text[]),
  ('store_manager', '{goal.write,daily_report.submit,standard.acknowledge}'::text[])
) as added (code, permissions)
where role.code = added.code;
