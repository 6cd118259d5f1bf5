-- What this node declares changes while it runs. A release is one state of all declarations: the packs on disk and what
-- was declared here. The owner publishes (only it may change tables); the processes that serve read and follow.
grant usage on schema catalogue to minqiao_app;

create table catalogue.release (
  version int primary key check (version > 0),
  -- SHA-256 of all files, the packs' and the local ones.
  digest text not null,
  at timestamptz not null,
  published_by uuid not null,
  -- The proposal that it came from; null when the node started with other packs.
  proposal text
);

-- The local declarations: one file each, as parsePack reads it. Nothing is overwritten: a version ends where the next begins.
create table catalogue.local_file (
  path text not null,
  since int not null references catalogue.release,
  until int references catalogue.release check (until > since),
  text text not null,
  primary key (path, since)
);
create unique index local_file_now on catalogue.local_file (path) where until is null;

grant select on catalogue.release, catalogue.local_file to minqiao_app;
