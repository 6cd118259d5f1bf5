-- Certificates that the node's own authority issued. Private keys are never here: the authority's and the listener's
-- are files of the secrets folder, everyone else's leave with the PKCS#12 file and are kept nowhere.
grant usage on schema certificates to minqiao_app;

create table certificates.certificate (
  serial text primary key check (serial ~ '^[0-9a-f]{32}$'),
  kind text not null check (kind in ('officer', 'client', 'node', 'server')),
  holder uuid,
  subject text not null,
  -- SHA-256 of the SubjectPublicKeyInfo: the same key is never enrolled twice (control 1), not even by another holder.
  key_digest bytea not null unique check (length(key_digest) = 32),
  der bytea not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revocation_reason text check (
    revocation_reason in ('key-compromise', 'affiliation-changed', 'superseded', 'cessation', 'privilege-withdrawn')
  ),
  check ((revoked_at is null) = (revocation_reason is null)),
  check (kind = 'server' or holder is not null)
);

-- One person, one account, one certificate (control 1): the database itself refuses a second one in force.
create unique index certificate_one_in_force on certificates.certificate (holder)
  where revoked_at is null and kind <> 'server';
create index certificate_by_holder on certificates.certificate (holder, issued_at desc);
create index certificate_revoked on certificates.certificate (revoked_at) where revoked_at is not null;

grant select, insert on certificates.certificate to minqiao_app;
grant update (revoked_at, revoked_by, revocation_reason) on certificates.certificate to minqiao_app;
