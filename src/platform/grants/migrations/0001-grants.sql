-- What is applied for and granted, who did what with it. The door reads grants through the port in security/access.
grant usage on schema grants to minqiao_app;

create table grants.application (
  number bigint generated always as identity primary key,
  state text not null
    check (state in ('draft', 'applied', 'granted', 'refused', 'withdrawn', 'suspended', 'ended')),
  resource text not null,
  owner text not null,
  branch text not null,
  applicant uuid not null,
  applicant_name text not null,
  basis text not null,
  reason text not null check (length(reason) between 1 and 500),
  asked json not null,
  granted json,
  changed_at timestamptz not null,
  due_at timestamptz,
  decider uuid,
  decider_name text,
  granted_at timestamptz,
  signature text,
  version int not null check (version > 0),
  -- Nobody decides on their own (two-person rule), whatever the program says.
  check (decider <> applicant),
  check ((granted is null) = (granted_at is null) and (granted is null) = (signature is null)),
  check ((state in ('granted', 'suspended', 'ended')) = (granted is not null)),
  check (granted is null or decider is not null)
);
create index application_by_applicant on grants.application (branch, number desc);
create index application_by_owner on grants.application (owner, state, number desc);
create index application_granted on grants.application (number) where granted is not null;
grant select, insert, update on grants.application to minqiao_app;

create table grants.step (
  application bigint not null references grants.application,
  number int not null check (number > 0),
  act text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  text text check (length(text) <= 500),
  primary key (application, number)
);
grant select, insert on grants.step to minqiao_app;

-- Saved services: named queries that the owner branch publishes to a role. They give no access of their own.
create table grants.service (
  name text not null check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
  version int not null check (version > 0),
  title json not null,
  resource text not null,
  owner text not null,
  search json not null,
  fields json not null,
  purpose_kinds json not null,
  role text not null,
  state text not null check (state in ('published', 'suspended', 'ended')),
  changed_at timestamptz not null,
  by uuid not null,
  by_name text not null,
  reason text check (length(reason) <= 500),
  primary key (name, version)
);
-- One version of a name is current; the others are ended and stay.
create unique index service_current on grants.service (name) where state <> 'ended';
grant select, insert, update on grants.service to minqiao_app;
