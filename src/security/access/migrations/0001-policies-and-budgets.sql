-- Published policy sets, never changed or removed: a ledger entry names the version it was decided under.
create table access.policy_set (
  version int primary key check (version > 0),
  digest text not null unique,
  sources jsonb not null,
  signature text not null,
  published_at timestamptz not null,
  published_by uuid not null
);
grant usage on schema access to minqiao_app, minqiao_door;
grant select, insert on access.policy_set to minqiao_app;
grant select on access.policy_set to minqiao_door;

-- Limits on reading, as data. One row a limit; changed by two persons, recorded in the ledger.
create table access.budget (
  name text primary key check (name ~ '^[a-z][a-z-]{1,40}$'),
  per text not null check (per in ('officer', 'purpose', 'agency')),
  unit text not null check (unit in ('reads', 'records')),
  window_seconds int not null check (window_seconds between 1 and 2678400),
  maximum bigint not null check (maximum >= 0)
);
grant select, insert, update on access.budget to minqiao_app;
grant select on access.budget to minqiao_door;

-- What has been used in the window that is running. `slot` is the number of the window since 1970.
create table access.budget_use (
  budget text not null,
  holder text not null,
  slot bigint not null,
  used bigint not null,
  primary key (holder, budget, slot)
) with (fillfactor = 70);
create index budget_use_by_slot on access.budget_use (slot);
grant select, insert, update on access.budget_use to minqiao_door;
grant select, delete on access.budget_use to minqiao_app;
