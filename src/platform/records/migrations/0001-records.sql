-- The records of every declared resource live in this schema, one table each (plans/table). Only the door's role
-- reads or writes them; the owner makes and widens tables when a declaration is published.
grant usage on schema records to minqiao_door;

-- One row for each declared resource: the table plan that the database has now, to migrate from.
create table records.published (
  resource text primary key,
  declaration_digest text not null,
  plan jsonb not null,
  at timestamptz not null default clock_timestamp()
);
grant select on records.published to minqiao_door, minqiao_app;

-- The outbox: a change notice in the transaction of the change. Subscribers pull from a cursor.
create table records.notice (
  xid xid8 not null default pg_current_xact_id(),
  number bigint generated always as identity,
  resource text not null,
  record uuid not null,
  version int not null,
  act text not null check (act in ('create', 'change', 'correct', 'erase')),
  at timestamptz not null,
  primary key (xid, number)
);
grant select, insert on records.notice to minqiao_door;

-- What was erased by law: that it was, when, on what basis; nothing of its content.
create table records.erased (
  resource text not null,
  record uuid not null,
  at timestamptz not null,
  basis text not null,
  entry uuid not null,
  primary key (record, resource)
);
grant select, insert on records.erased to minqiao_door;

-- The answer to a write with an idempotency key, kept so that a retried request has its effect once (control 45).
create table records.idempotency (
  actor uuid not null,
  key text not null,
  request_digest bytea not null,
  answer jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (actor, key)
);
grant select, insert on records.idempotency to minqiao_door;
