-- The ledger: append-only, ordered by a sequencer that is separate from the append (docs/ledger.md).
--
-- entry    what happened; one row each, written in the transaction of the act
-- span     the order: which rows of entry are leaves first_seq ... first_seq + count - 1 of the tree
-- tile     roots of full C2SP tiles; what else a tile holds is read from span, so each hash is stored once
-- subject  the index by person (keyed hash): a hash chain for each
-- index    leaves that commit to the root of the subject index
-- checkpoint  signed notes
--
-- No role but the owner may change a row, and the owner meets a trigger: a speed bump, not a wall. The wall is that
-- every column below is covered by a signed root, which the verifier recomputes.
create schema if not exists ledger;

create table ledger.entry (
  -- Order: transactions that have ended are older than every one to come (pg_snapshot_xmin), so sorting by xid gives
  -- an order to which nothing can be added behind the sequencer's back. Neither column can be given by an appender.
  xid xid8 not null default pg_current_xact_id(),
  append_id bigint not null generated always as identity (cache 32),
  id uuid not null,
  at timestamptz not null,
  agency text not null,
  organisation text not null,
  branch text not null,
  role text not null,
  actor_kind text not null,
  act text not null,
  outcome text not null,
  reason text,
  resource text,
  fields text[] not null,
  purpose_kind text,
  count bigint,
  subjects bytea not null,          -- tags of 32 bytes each, one after another
  actor text not null,
  session text,
  purpose_reference text,
  record text,
  policy text,
  request_id text not null,
  address text,
  detail text,                      -- canonical JSON, as text so that its bytes are what is hashed
  bytes bigint,
  duration_ms bigint,
  sealed_until timestamptz,         -- until then not in the subject index
  seal_approver text,
  salt bytea not null,
  leaf bytea not null,
  constraint entry_key primary key (xid, append_id),
  constraint entry_id unique (id),
  constraint entry_hashes check (octet_length(salt) = 16 and octet_length(leaf) = 32 and octet_length(subjects) % 32 = 0),
  constraint entry_seal check ((sealed_until is null) = (seal_approver is null))
);
-- Each further B-tree costs a third of the append rate. Time, case and request numbers lie close together on disk, so
-- block ranges find them at almost no cost; only the officer needs a tree.
create index entry_at on ledger.entry using brin (at) with (autosummarize = on);
create index entry_actor on ledger.entry (actor, at);
create index entry_request on ledger.entry using brin (request_id text_bloom_ops) with (autosummarize = on);
create index entry_purpose on ledger.entry using brin (purpose_reference text_bloom_ops) with (autosummarize = on);
create index entry_sealed on ledger.entry (sealed_until) where sealed_until is not null;

create table ledger.span (
  first_seq bigint primary key,
  count int not null check (count > 0),
  last_xid xid8 not null,
  last_append_id bigint not null,
  keys bytea not null,              -- (xid, append_id) of each entry, 16 bytes big-endian
  leaves bytea not null,            -- leaf hash of each entry, 32 bytes
  constraint span_lengths check (octet_length(keys) = 16 * count and octet_length(leaves) = 32 * count)
);
create unique index span_last on ledger.span (last_xid, last_append_id);

create table ledger.tile (
  level smallint not null,
  index bigint not null,
  root bytea not null check (octet_length(root) = 32),
  constraint tile_key primary key (level, index)
);

create table ledger.subject (
  tag bytea not null,
  n int not null,
  seq bigint not null,
  head bytea not null,              -- SHA-256(0x04 || previous head || leaf)
  constraint subject_key primary key (tag, n),
  constraint subject_hashes check (octet_length(tag) = 32 and octet_length(head) = 32)
);

create table ledger.index (
  seq bigint primary key,
  at timestamptz not null,
  checkpoints bytea not null,       -- SHA-256 of the notes signed since the last index leaf
  root bytea not null check (octet_length(root) = 32),
  complete boolean not null,        -- buckets holds all 65,536 hashes, else (number, hash) of those that changed
  buckets bytea not null
);

create table ledger.checkpoint (
  size bigint primary key,
  note text not null
);

alter table ledger.span alter column keys set storage external, alter column leaves set storage external;
alter table ledger.index alter column buckets set storage external;

create function ledger.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

do $$
declare name text;
begin
  foreach name in array array['entry', 'span', 'tile', 'subject', 'index', 'checkpoint'] loop
    execute format('create trigger append_only before update or delete or truncate on ledger.%I
                    for each statement execute function ledger.refuse()', name);
    execute format('alter table ledger.%I enable always trigger append_only', name);
    execute format('revoke all on ledger.%I from public', name);
    execute format('grant select on ledger.%I to minqiao_app, minqiao_door, minqiao_ledger, minqiao_reader', name);
  end loop;
  foreach name in array array['span', 'tile', 'subject', 'index', 'checkpoint'] loop
    execute format('grant insert on ledger.%I to minqiao_ledger', name);
  end loop;
end $$;

grant usage on schema ledger to minqiao_app, minqiao_door, minqiao_ledger, minqiao_reader;
grant insert (id, at, agency, organisation, branch, role, actor_kind, act, outcome, reason, resource, fields, purpose_kind,
  count, subjects, actor, session, purpose_reference, record, policy, request_id, address, detail, bytes, duration_ms,
  sealed_until, seal_approver, salt, leaf) on ledger.entry to minqiao_app, minqiao_door;
