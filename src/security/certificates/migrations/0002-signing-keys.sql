-- The public halves of the keys with which this node signs: when each was first used and when it was no longer there.
-- A key that came, went or was exchanged without a word is a difference between the secrets folder and this register.
create table certificates.signing_key (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('ledger', 'certificate-authority')),
  since timestamptz not null,
  gone_at timestamptz check (gone_at >= since)
);
grant select, insert, update on certificates.signing_key to minqiao_app; -- the whole table: it is locked while compared
