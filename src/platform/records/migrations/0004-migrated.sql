-- With which release the rows of a resource were brought over by a migration plan. A process that does not know that release yet
-- would write values of the old declaration: its statements look here and write nothing.
create table records.migrated (
  resource text primary key,
  release int not null
);
grant select on records.migrated to minqiao_door;
