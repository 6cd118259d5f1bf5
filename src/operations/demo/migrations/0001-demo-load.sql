-- What is known of the demonstration's loading, so that a second load is refused and a killed one goes on where it was.

-- One row at most: the load that is under way or finished.
create table demo.load (
  only_one boolean primary key default true check (only_one),
  people int not null,
  seed bigint not null,
  parts int not null,
  state text not null check (state in ('loading', 'loaded')),
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);

-- The parts whose records are committed: inserted in the transaction that copies them.
create table demo.part (
  number int primary key,
  records int not null
);

-- The start page says whether this node holds demonstration data; the production profile refuses to start when it does.
grant usage on schema demo to minqiao_app;
grant select on demo.load to minqiao_app;
