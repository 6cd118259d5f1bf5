-- Who is at a desk, and why they may look: the facts behind the purpose kinds `verification` and `registration`.
grant usage on schema desk to minqiao_app;

-- Last number given out, per series and day. The row is locked until the transaction that took a number ends, so
-- numbers have no gaps: an act that fails gives its number back.
create table desk.number_series (
  series text not null check (series in ('VD', 'RR')),
  day date not null,
  last int not null check (last between 1 and 9999),
  primary key (series, day)
);
grant select, insert, update on desk.number_series to minqiao_app;

create table desk.duty (
  id uuid primary key,
  officer uuid not null,
  officer_name text not null,
  organisation text not null,
  branch text not null,
  roles text[] not null,
  signed_on_at timestamptz not null,
  until timestamptz not null,
  signed_off_at timestamptz,
  check (until > signed_on_at and until <= signed_on_at + interval '24 hours'),
  check (signed_off_at >= signed_on_at)
);
-- One person stands at one desk.
create unique index duty_one on desk.duty (officer) where signed_off_at is null;
create index duty_by_unit on desk.duty (organisation, branch) where signed_off_at is null;
grant select, insert, update on desk.duty to minqiao_app;

create table desk.visit (
  reference text primary key check (reference ~ '^VD-[0-9]{8}-[0-9]{4}$'),
  opened_by uuid not null,
  opened_by_name text not null,
  organisation text not null,
  reason text not null,
  note text check (length(note) <= 200),
  opened_at timestamptz not null,
  until timestamptz not null check (until > opened_at),
  closed_at timestamptz check (closed_at >= opened_at),
  -- The Idempotency-Key it was opened with: a repeated request opens nothing twice.
  opening_key text check (length(opening_key) between 1 and 128),
  unique (opened_by, opening_key)
);
create index visit_by_officer on desk.visit (opened_by, opened_at desc, reference);
create index visit_open on desk.visit (opened_by, until) where closed_at is null;
create index visit_by_unit on desk.visit (organisation, opened_at desc, reference);
grant select, insert on desk.visit to minqiao_app;
grant update (closed_at) on desk.visit to minqiao_app;

-- organisation: the unit whose queue it waits in; null = any unit of the branch.
create table desk.request (
  reference text primary key check (reference ~ '^RR-[0-9]{8}-[0-9]{4}$'),
  kind text not null,
  branch text not null,
  organisation text,
  note text check (length(note) <= 200),
  state text not null check (state in ('waiting', 'assigned', 'completed', 'withdrawn')),
  assigned_to uuid,
  assigned_to_name text,
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  until timestamptz not null check (until > opened_at),
  state_at timestamptz not null,
  version int not null default 1,
  opening_key text check (length(opening_key) between 1 and 128),
  unique (opened_by, opening_key),
  check ((assigned_to is null) = (assigned_to_name is null)),
  check (state <> 'assigned' or assigned_to is not null),
  check (state <> 'waiting' or assigned_to is null)
);
create index request_in_queue on desk.request (branch, organisation, opened_at, reference) where state = 'waiting';
create index request_by_officer on desk.request (assigned_to, opened_at desc, reference) where assigned_to is not null;
create index request_by_opener on desk.request (opened_by, opened_at desc, reference);
create index request_by_branch on desk.request (branch, opened_at desc, reference);
grant select, insert on desk.request to minqiao_app;
grant update (state, assigned_to, assigned_to_name, until, state_at, version) on desk.request to minqiao_app;

-- Every step of a request, never changed.
create table desk.request_step (
  reference text not null references desk.request (reference),
  number int not null check (number > 0),
  act text not null check (act in ('open', 'take', 'assign', 'hand-over', 'return', 'complete', 'withdraw', 'reopen')),
  at timestamptz not null,
  by_officer uuid not null,
  by_name text not null,
  to_officer uuid,
  to_name text,
  reason text check (length(reason) <= 200),
  primary key (reference, number)
);
grant select, insert on desk.request_step to minqiao_app;
