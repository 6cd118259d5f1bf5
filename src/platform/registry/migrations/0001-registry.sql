-- How declarations change here: proposals, who did what with them, what was said, which identifiers were given out.
grant usage on schema registry to minqiao_app;

-- json and not jsonb: the order of fields is the order of columns, forms and lists.
create table registry.proposal (
  number bigint generated always as identity primary key,
  title text not null check (length(title) between 1 and 200),
  reason text not null check (length(reason) between 1 and 2000),
  branch text not null,
  state text not null
    check (state in ('draft', 'review', 'returned', 'approved', 'published', 'rejected', 'withdrawn')),
  changes json not null,
  -- Why the publisher gave it back; null otherwise.
  findings json,
  author uuid not null,
  author_name text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  approver uuid,
  approver_name text,
  approved_at timestamptz,
  -- The release that it became.
  release int,
  version int not null check (version > 0),
  -- Nobody approves their own (two-person rule), whatever the program says.
  check (approver <> author),
  check (state not in ('approved', 'published') or approver is not null),
  check ((state = 'published') = (release is not null))
);
create index proposal_by_state on registry.proposal (state, number desc);
create index proposal_by_author on registry.proposal (author, number desc);
create index proposal_approved on registry.proposal (approved_at, number) where state = 'approved';
grant select, insert on registry.proposal to minqiao_app;
-- Publishing is the owner's: the application can't say that something was published.
grant update (title, reason, branch, state, changes, findings, changed_at, approver, approver_name, approved_at, version)
  on registry.proposal to minqiao_app;

create table registry.proposal_step (
  proposal bigint not null references registry.proposal,
  number int not null check (number > 0),
  act text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  text text check (length(text) <= 2000),
  primary key (proposal, number)
);
grant select, insert on registry.proposal_step to minqiao_app;

-- What was said about a proposal or a declaration; never changed.
create table registry.remark (
  number bigint generated always as identity primary key,
  kind text not null,
  name text not null,
  answers bigint references registry.remark,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  text text not null check (length(text) between 1 and 2000)
);
create index remark_by_subject on registry.remark (kind, name, number);
grant select, insert on registry.remark to minqiao_app;

-- Identifiers of the node's own range that were given out: a row stays, so none is given twice.
create table registry.allotment (
  identifier text primary key check (identifier ~ '^X[EQ][5-9][0-9]{4}$'),
  kind text not null,
  name text not null,
  proposal bigint not null references registry.proposal,
  at timestamptz not null
);
grant select, insert on registry.allotment to minqiao_app;
