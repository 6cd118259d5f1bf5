-- With which release the stored values of which fields of a resource were brought over to another declaration: whoever holds a
-- grant or a saved service from before has to look at it again. Written by the publisher alone.
create table catalogue.migrated (
  resource text not null,
  release int not null,
  at timestamptz not null,
  -- Old and new names of the touched fields.
  fields json not null,
  primary key (resource, release)
);
grant select on catalogue.migrated to minqiao_app;
