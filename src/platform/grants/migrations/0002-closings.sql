-- Closing a resource to grants: asked for by the head of the owner branch, decided by a second person.
create table grants.closing (
  number bigint generated always as identity primary key,
  resource text not null,
  owner text not null,
  state text not null check (state in ('proposed', 'closed', 'refused', 'withdrawn')),
  closes_at timestamptz not null,
  reason text not null check (length(reason) between 1 and 500),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  remark text check (length(remark) <= 500),
  entry uuid not null,
  -- Two persons, whatever the program says.
  check (decided_by <> asked_by),
  check ((state in ('closed', 'refused')) = (decided_by is not null))
);
-- One that is asked for or in force at a time; the others stay as they were.
create unique index closing_current on grants.closing (resource) where state in ('proposed', 'closed');
create index closing_by_resource on grants.closing (resource, number desc);
grant select, insert, update on grants.closing to minqiao_app;

-- The ledger entry of a step; steps of earlier releases name none.
alter table grants.step add column entry uuid;
create index application_by_resource on grants.application (resource, number desc) where granted is not null;
