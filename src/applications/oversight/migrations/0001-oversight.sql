-- What people ask about accesses to their data, and what the auditors answer; the verifications of the whole ledger.
grant usage on schema oversight to minqiao_app;

-- entry: the ledger entry asked about. subject_tag: the asker's keyed hash, so that acts on the question reach their list.
create table oversight.question (
  id uuid primary key,
  entry uuid not null,
  seq bigint not null,
  asked_by uuid not null,
  subject_tag bytea not null check (octet_length(subject_tag) = 32),
  text text not null check (length(text) between 1 and 1000),
  asked_at timestamptz not null,
  due_at timestamptz not null check (due_at > asked_at),
  outcome text,
  answer text check (length(answer) between 1 and 2000),
  answered_by uuid,
  answered_at timestamptz,
  unique (asked_by, entry),
  check ((answer is null) = (outcome is null)),
  check ((answer is null) = (answered_by is null)),
  check ((answer is null) = (answered_at is null))
);
create index question_by_asker on oversight.question (asked_by, asked_at desc, id);
create index question_by_due on oversight.question (due_at, id);
create index question_open on oversight.question (due_at, id) where answered_at is null;
grant select, insert on oversight.question to minqiao_app;
grant update (outcome, answer, answered_by, answered_at) on oversight.question to minqiao_app;

-- One row a run. Any process may take a waiting run, or one whose runner fell silent.
create table oversight.verification (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'passed', 'failed', 'stopped', 'broken')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  runner uuid,
  attempts int not null default 0,
  started_at timestamptz,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  stop_requested boolean not null default false,
  leaves_total bigint not null default 0,
  leaves_done bigint not null default 0,
  entries bigint not null default 0,
  checkpoints bigint not null default 0,
  finding_count int not null default 0,
  findings jsonb not null default '[]',
  -- The newest signed checkpoint when the run began: later runs hold the ledger to it.
  checkpoint text
);
-- Only one run at a time, whoever asks on whichever process.
create unique index verification_one on oversight.verification ((true)) where state in ('waiting', 'running');
create index verification_by_time on oversight.verification (requested_at desc, id);
grant select, insert, update on oversight.verification to minqiao_app;
