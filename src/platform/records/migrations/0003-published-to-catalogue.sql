-- What was published is the catalogue's to know: it publishes, and the records only live in the tables that come of it.
-- Moved with what it holds. Nobody but the owner, who publishes, reads it.
create schema if not exists catalogue;
alter table records.published set schema catalogue;
revoke all on catalogue.published from minqiao_door, minqiao_app;
