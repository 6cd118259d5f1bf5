-- Who may act: accounts, their roles, how they prove themselves, and the sessions that follow from it.
grant usage on schema identity to minqiao_app;

-- What each role may do comes from packs/core/roles.yaml; here is only what the database itself must hold on to.
-- power: the three administrators whose duties one person never unites (control 19).
create table identity.role (
  code text primary key,
  power text not null check (power in ('none', 'system', 'security', 'audit')),
  unique (code, power)
);
grant select, insert on identity.role to minqiao_app;

create table identity.organisation (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  parent text,
  demo boolean not null default false
);
grant select, insert, update on identity.organisation to minqiao_app;

create table identity.account (
  id uuid primary key,
  kind text not null check (kind in ('officer', 'citizen', 'client')),
  name text not null,
  police_number text unique check (police_number ~ '^[0-9]{6}$'),
  organisation text not null references identity.organisation (code),
  branch text not null,
  post text,
  -- Identity number of the person: keyed hash to find and to keep unique, AES-256-GCM to read; both keys outside.
  citizen_number_tag bytea check (length(citizen_number_tag) = 32),
  citizen_number_sealed bytea,
  state text not null default 'active' check (state in ('active', 'suspended', 'locked', 'threatened', 'ended')),
  state_reason text,
  state_at timestamptz not null,
  employment_ends_at timestamptz,
  created_at timestamptz not null,
  last_used_at timestamptz,
  demo boolean not null default false,
  -- Place in the list of the demonstration's sign-in page; null = not shown there.
  demo_rank int,
  demo_note_zh text,
  demo_note_en text,
  version int not null default 1,
  check (kind <> 'officer' or police_number is not null),
  check (demo or demo_rank is null)
);
-- One person has one account of a kind (control 1).
create unique index account_one_person on identity.account (kind, citizen_number_tag) where citizen_number_tag is not null;
create index account_by_name on identity.account (kind, name, id);
create index account_by_organisation on identity.account (kind, organisation, id);
create index account_by_use on identity.account (coalesce(last_used_at, created_at)) where state = 'active';
create index account_by_employment on identity.account (employment_ends_at) where employment_ends_at is not null;
create index account_in_demo on identity.account (demo_rank) where demo;
grant select, insert, update on identity.account to minqiao_app;

-- Disjoint administrators without a trigger that could race: each row repeats its role's power (the foreign key keeps it
-- true) and the index allows an account one row with a power at most.
create table identity.account_role (
  account uuid not null references identity.account (id),
  role text not null,
  power text not null,
  granted_by uuid not null,
  granted_at timestamptz not null,
  primary key (account, role),
  foreign key (role, power) references identity.role (code, power)
);
create unique index account_role_disjoint on identity.account_role (account) where power <> 'none';
create index account_role_by_role on identity.account_role (role, account);
grant select, insert, delete on identity.account_role to minqiao_app;

create table identity.pin (
  account uuid primary key references identity.account (id),
  salt bytea not null check (length(salt) = 16),
  hash bytea not null check (length(hash) = 32),
  set_at timestamptz not null
);
grant select, insert, update, delete on identity.pin to minqiao_app;

-- Handed over by an administrator, used once to choose a PIN. Hashed like a PIN.
create table identity.activation_code (
  account uuid primary key references identity.account (id),
  salt bytea not null check (length(salt) = 16),
  hash bytea not null check (length(hash) = 32),
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
grant select, insert, update, delete on identity.activation_code to minqiao_app;

create table identity.failed_attempt (
  id bigint generated always as identity primary key,
  account uuid not null references identity.account (id),
  at timestamptz not null
);
create index failed_attempt_by_account on identity.failed_attempt (account, at);
grant select, insert, delete on identity.failed_attempt to minqiao_app;

-- A challenge is deleted by whoever uses it: two uses at once have one winner (control 10).
create table identity.challenge (
  hash bytea primary key check (length(hash) = 32),
  certificate text not null,
  expires_at timestamptz not null
);
create index challenge_by_expiry on identity.challenge (expires_at);
grant select, insert, delete on identity.challenge to minqiao_app;

create table identity.session (
  id uuid primary key,
  -- SHA-256 of the token: who reads the table cannot use what it says.
  token_hash bytea not null unique check (length(token_hash) = 32),
  account uuid not null references identity.account (id),
  assurance text not null check (assurance in ('certificate-and-pin', 'demo')),
  certificate text,
  address text,
  created_at timestamptz not null,
  authenticated_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz not null,
  locked_at timestamptz,
  notice_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  check (expires_at <= created_at + interval '12 hours'),
  check (assurance = 'demo' or certificate is not null)
);
create index session_by_account on identity.session (account, created_at desc);
create index session_open on identity.session (created_at desc, id) where ended_at is null;
create index session_ended on identity.session (ended_at) where ended_at is not null;
grant select, insert, update, delete on identity.session to minqiao_app;

-- The two-person rule (control 20), for any module: asked by one, decided by another, used once, within a day.
create table identity.approval (
  id uuid primary key,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  requested_by uuid not null references identity.account (id),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decision text check (decision in ('approved', 'refused')),
  decided_by uuid references identity.account (id),
  decided_at timestamptz,
  reason text,
  consumed_at timestamptz,
  check (decided_by is null or decided_by <> requested_by),
  check ((decision is null) = (decided_by is null)),
  check (consumed_at is null or (decision is not null and decision = 'approved')),
  check (expires_at <= requested_at + interval '24 hours')
);
create index approval_by_time on identity.approval (requested_at desc, id);
create index approval_open on identity.approval (expires_at) where decision is null;
grant select, insert on identity.approval to minqiao_app;
grant update (decision, decided_by, decided_at, reason, consumed_at) on identity.approval to minqiao_app;
