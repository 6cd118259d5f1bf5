-- What examinations of the records found, and what people say is wrong with them. No value of a record stands here in the
-- open: findings name a record, and what people write is sealed with a key that is not in the database.
grant usage on schema quality to minqiao_app;

-- One row an examination of one resource. Any process may take a waiting one, or go on with one whose runner fell silent.
create table quality.run (
  id uuid primary key,
  resource text not null,
  owner text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'broken')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  runner uuid,
  attempts int not null default 0,
  started_at timestamptz,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  records_total bigint not null default 0,
  records_done bigint not null default 0,
  -- The last record examined: what was cut off goes on behind it.
  after uuid,
  faulty bigint not null default 0,
  lost double precision not null default 0,
  tallies json not null default '{}'
);
create unique index run_one on quality.run (resource) where state in ('waiting', 'running');
create index run_by_time on quality.run (requested_at desc, id desc);
create index run_by_resource on quality.run (resource, requested_at desc);
grant select, insert, update on quality.run to minqiao_app;

create table quality.finding (
  number bigint generated always as identity primary key,
  resource text not null,
  record uuid not null,
  rule text not null,
  field text not null,
  severity text not null check (severity in ('error', 'warning')),
  owner text not null,
  state text not null check (state in ('open', 'accepted', 'closed')),
  record_version int not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  last_run uuid not null,
  changed_at timestamptz not null,
  handler uuid,
  handler_name text,
  reason text check (length(reason) <= 500),
  decided_by_name text,
  unique (resource, record, rule, field),
  check (state <> 'accepted' or (reason is not null and decided_by_name is not null))
);
create index finding_by_owner on quality.finding (owner, state, number desc);
create index finding_by_handler on quality.finding (handler, number) where handler is not null;
grant select, insert, update on quality.finding to minqiao_app;

-- subject_tag: the keyed hash of whose data it is, so that what happens reaches their list. said, answer: sealed.
create table quality.correction (
  number bigint generated always as identity primary key,
  id uuid not null unique,
  state text not null check (state in ('filed', 'accepted', 'refused', 'withdrawn')),
  resource text not null,
  record uuid not null,
  field text not null,
  owner text not null,
  subject_tag bytea check (octet_length(subject_tag) = 32),
  said bytea not null,
  answer bytea,
  filer uuid not null,
  filer_name text not null,
  filer_kind text not null check (filer_kind in ('officer', 'citizen')),
  filed_at timestamptz not null,
  due_at timestamptz not null,
  handler uuid,
  handler_name text,
  decider uuid,
  decider_name text,
  decided_at timestamptz,
  -- The ledger entry of the correction at the door.
  receipt uuid,
  changed_at timestamptz not null,
  version int not null check (version > 0),
  -- Nobody decides on what they filed themselves, whatever the program says.
  check (decider <> filer),
  check ((state in ('accepted', 'refused')) = (decider is not null and decided_at is not null and answer is not null)),
  check ((state = 'accepted') = (receipt is not null))
);
create index correction_by_owner on quality.correction (owner, state, number desc);
create index correction_by_filer on quality.correction (filer, number desc);
create index correction_by_handler on quality.correction (handler, number) where handler is not null;
grant select, insert, update on quality.correction to minqiao_app;

create table quality.step (
  correction bigint not null references quality.correction,
  number int not null check (number > 0),
  act text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  primary key (correction, number)
);
grant select, insert on quality.step to minqiao_app;

-- Who had received the wrong value, and that they know.
create table quality.notice (
  correction bigint not null references quality.correction,
  receiver uuid not null,
  agency text not null,
  organisation text not null,
  times int not null check (times > 0),
  last_at timestamptz not null,
  sent_at timestamptz not null,
  acknowledged_at timestamptz,
  primary key (correction, receiver)
);
create index notice_by_receiver on quality.notice (receiver, sent_at desc, correction desc);
grant select, insert, update on quality.notice to minqiao_app;
