-- Packs that come from elsewhere: what was offered, and what was taken. Rows are only added.

-- A bundle as it came, once its signature held. The text is kept whole: it is what the issuer signed.
create table registry.bundle (
  digest text primary key check (length(digest) = 43),
  pack text not null,
  version text not null,
  issuer text not null,
  text text not null,
  received_at timestamptz not null,
  received_by uuid not null,
  received_name text not null
);
create index bundle_by_pack on registry.bundle (pack, received_at desc);
grant select, insert on registry.bundle to minqiao_app;

-- A proposal that takes a bundle: its own changes are empty; what is decided about each conflict stands beside.
alter table registry.proposal
  add column bundle text references registry.bundle,
  add column decisions json not null default '{}';
create index proposal_by_bundle on registry.proposal (bundle) where bundle is not null;
grant update (decisions) on registry.proposal to minqiao_app;

-- What was taken with which release, with the comparison that the approver had before them. Written by the publisher alone.
create table registry.taken (
  release int primary key,
  bundle text not null unique references registry.bundle,
  pack text not null,
  version text not null,
  -- The version that it took the place of; null for a pack that was not there.
  before text,
  proposal bigint not null references registry.proposal,
  at timestamptz not null,
  comparison json not null
);
create index taken_by_pack on registry.taken (pack, release desc);
grant select on registry.taken to minqiao_app;
