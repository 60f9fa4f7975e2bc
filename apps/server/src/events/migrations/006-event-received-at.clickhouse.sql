-- "What arrived since": parts are of one time of arrival, so all but the latest are passed over.
alter table event add index if not exists received_at received_at type minmax granularity 4;
