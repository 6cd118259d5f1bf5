-- How good the records of each resource were found to be, each time they were examined: counts and a score, no record.
create table catalogue.resource_quality (
  resource text not null,
  at timestamptz not null,
  quality json not null,
  primary key (resource, at)
);
grant select, insert, delete on catalogue.resource_quality to minqiao_app;
