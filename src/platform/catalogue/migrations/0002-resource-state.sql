-- How each resource stands: volume, latest change and use, counted by a job in the background so that its page is fast.
-- Counts only; those that few people stand behind were left out before they came here.
create table catalogue.resource_state (
  resource text primary key,
  counted_at timestamptz not null,
  state json not null
);
grant select, insert, update on catalogue.resource_state to minqiao_app;
