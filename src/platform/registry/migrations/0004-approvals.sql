-- Who approved a proposal as it was submitted for the n-th time. Rows are only added; a proposal that came back starts anew.
create table registry.proposal_approval (
  proposal bigint not null references registry.proposal,
  round int not null check (round > 0),
  by uuid not null,
  by_name text not null,
  author uuid not null,
  at timestamptz not null,
  -- Nobody counts twice.
  primary key (proposal, round, by),
  -- The author never does, whatever the program says.
  check (by <> author)
);
grant select, insert on registry.proposal_approval to minqiao_app;
