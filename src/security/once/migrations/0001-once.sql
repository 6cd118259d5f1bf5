-- The answer to a write with an idempotency key, kept so that a retried request has its effect once (control 45).
-- `name` is a hash of actor and key, `request_digest` is keyed with the key, and the key is nowhere.
grant usage on schema once to minqiao_app;
create table once.kept (
  name text primary key check (length(name) = 43),
  request_digest bytea not null check (octet_length(request_digest) = 32),
  answer jsonb not null,
  at timestamptz not null
);
create index kept_by_time on once.kept (at);
grant select, insert, delete on once.kept to minqiao_app;
