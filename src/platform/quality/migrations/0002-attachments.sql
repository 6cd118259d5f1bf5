-- Evidence that came with a correction: sealed with a key that is not in the database. Its name is not kept: names tell of people.
create table quality.attachment (
  correction bigint not null references quality.correction,
  number int not null check (number between 1 and 3),
  kind text not null check (kind in ('pdf', 'png', 'jpeg')),
  bytes int not null check (bytes between 1 and 5242880),
  digest bytea not null check (octet_length(digest) = 32),
  -- Null once it was erased with the record that it is about.
  sealed bytea,
  at timestamptz not null,
  primary key (correction, number)
);
grant select, insert, update (sealed) on quality.attachment to minqiao_app;

-- When what people wrote about a record that was erased by law was erased as well.
alter table quality.correction add column erased_at timestamptz;
create index correction_not_erased on quality.correction (number) where erased_at is null;
