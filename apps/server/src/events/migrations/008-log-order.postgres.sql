-- What reads the log in its order, a little at a time, must not sort a large transaction at every look.
create index event_log_order on event_log (logged_xid, seq);
drop index event_log_logged_xid;
