-- What becomes of stored rows when a proposal narrows a class of information: a plan for each, by name, as it was written.
alter table registry.proposal add column plans json not null default '{}';
grant update (plans) on registry.proposal to minqiao_app;

-- How far the publisher is with a plan; it writes this in the transactions in which it converts rows. Nobody else does.
create table registry.migration (
  proposal bigint not null references registry.proposal,
  resource text not null,
  -- Digest of both declarations and the plan: with another one, what was converted is not to be used.
  fingerprint text not null,
  state text not null check (state in ('running', 'refused', 'done')),
  total int not null check (total >= 0),
  -- Rows converted so far: records, and past versions of them.
  done int not null default 0,
  past int not null default 0,
  -- Records that do not fit, with why: the first of them, without any value.
  refused int not null default 0,
  report json not null default '[]',
  -- Fields of which a past version keeps its old value beside.
  lost json not null default '[]',
  began_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (proposal, resource)
);
grant select on registry.migration to minqiao_app;

-- A plan held against the stored rows before it is submitted; each process may take one, one does.
create table registry.rehearsal (
  id uuid primary key,
  proposal bigint not null references registry.proposal,
  -- The version of the proposal whose plans were tried.
  version int not null,
  state text not null check (state in ('waiting', 'running', 'done', 'broken')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  runner uuid,
  heartbeat_at timestamptz,
  attempts int not null default 0,
  ended_at timestamptz,
  -- By class of information: rows looked at, what each step touches, what would be refused and why. No value of any.
  results json not null default '{}'
);
create index rehearsal_by_proposal on registry.rehearsal (proposal, asked_at desc);
create index rehearsal_open on registry.rehearsal (asked_at) where state in ('waiting', 'running');
grant select, insert, update on registry.rehearsal to minqiao_app;
