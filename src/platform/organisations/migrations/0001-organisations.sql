-- The registry of police organisation codes: which there are, what they are called, under which they stand, and how
-- that came to be. Reference data about offices, not about persons.
grant usage on schema organisations to minqiao_app;

-- Each code that was ever given, as it stands (or last stood). A code is never given again: it is the key, rows are
-- never deleted, and an abolished one never changes (the trigger below).
create table organisations.organisation (
  code text collate "C" primary key check (code ~ '^[0-9]{12}$'),
  parent text collate "C" references organisations.organisation (code) check (parent <> code),
  name_zh text not null check (length(name_zh) between 1 and 100),
  name_en text not null check (length(name_en) between 1 and 200),
  short_name text not null check (length(short_name) <= 40),
  kind text not null,
  level text not null,
  branch text not null,
  -- From when it stands as here; established_on is its first day, abolished_on the first on which it is no more.
  since date not null check (since >= established_on),
  established_on date not null,
  abolished_on date check (abolished_on >= since)
);
create index organisation_by_parent on organisations.organisation (parent, code);
create index organisation_by_kind on organisations.organisation (kind, code);
create index organisation_by_branch on organisations.organisation (branch, code);
grant select, insert, update on organisations.organisation to minqiao_app;

create function organisations.keep_code() returns trigger language plpgsql as $$
begin
  if old.abolished_on is not null or new.code <> old.code or new.established_on <> old.established_on then
    raise exception using errcode = 'check_violation', constraint = 'organisation_never_again',
      message = 'the code of an abolished organisation is never used again';
  end if;
  return new;
end $$;
create trigger keep_code before update on organisations.organisation
  for each row execute function organisations.keep_code();

-- Earlier states: `since` inclusive, `until` exclusive.
create table organisations.past (
  code text collate "C" not null references organisations.organisation (code),
  parent text collate "C",
  name_zh text not null,
  name_en text not null,
  short_name text not null,
  kind text not null,
  level text not null,
  branch text not null,
  since date not null,
  until date not null check (until > since),
  established_on date not null,
  primary key (code, since)
);
create index past_by_parent on organisations.past (parent, code);
grant select, insert on organisations.past to minqiao_app;

-- Every state with its time: the tree as known on a day is the states of that day.
create view organisations.state with (security_invoker = true) as
  select code, parent, name_zh, name_en, short_name, kind, level, branch, since, abolished_on as until, established_on,
         abolished_on
    from organisations.organisation
  union all
  select code, parent, name_zh, name_en, short_name, kind, level, branch, since, until, established_on, null::date
    from organisations.past;
grant select on organisations.state to minqiao_app;

-- What names are found by: pairs of characters, pairs of pinyin initials, words of English (search-words.ts). Apart
-- from the organisation so that its rows stay small.
create table organisations.wording (
  code text collate "C" primary key,
  initials text not null,
  words tsvector not null
);
-- Words lie apart from the row, which the index alone reads: a search visits rows that are small.
alter table organisations.wording alter column words set storage external;
alter table organisations.wording set (toast_tuple_target = 128);
-- An import adds millions of words: gathered, they go in sorted; it settles them afterwards, so that none wait.
create index wording_by_word on organisations.wording using gin (words) with (gin_pending_list_limit = 65536);
grant select, insert, update on organisations.wording to minqiao_app;
-- Through the index alone: reading every row's words would cost twenty times as much, which the planner cannot know.
create function organisations.matches(query tsquery, most int) returns setof text
  language sql stable set enable_seqscan = off
  as $$ select code from organisations.wording where words @@ query limit most $$;
revoke all on function organisations.matches(tsquery, int) from public;
grant execute on function organisations.matches(tsquery, int) to minqiao_app;

-- What happened, for good: who did it, on which basis, from which day.
create table organisations.event (
  id bigint generated always as identity primary key,
  code text collate "C" not null references organisations.organisation (code),
  kind text not null check (kind in
    ('established', 'renamed', 'moved', 'amended', 'merged', 'absorbed', 'split', 'abolished')),
  effective_on date not null,
  basis text not null check (length(basis) between 1 and 200),
  -- The other organisations concerned: merged into, absorbed, split into, moved from and to.
  related text[] not null default '{}',
  by_account uuid not null,
  at timestamptz not null,
  import uuid
);
create index event_by_code on organisations.event (code, id);
grant select, insert on organisations.event to minqiao_app;

-- A file that somebody brings. Any process may take a waiting one, or one whose runner fell silent.
create table organisations.import (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  effective_on date not null,
  basis text not null check (length(basis) between 1 and 200),
  state text not null check (state in ('receiving', 'waiting', 'checking', 'checked', 'refused', 'accepted', 'applying',
                                       'applied', 'discarded', 'broken')),
  bytes bigint not null default 0,
  sha256 text,
  requested_by uuid not null,
  requested_at timestamptz not null,
  accepted_by uuid,
  skip_refused boolean not null default false,
  runner uuid,
  heartbeat_at timestamptz,
  attempts int not null default 0,
  ended_at timestamptz,
  rows_read int not null default 0,
  rows_refused int not null default 0,
  rows_unchanged int not null default 0,
  established int not null default 0,
  renamed int not null default 0,
  moved int not null default 0,
  amended int not null default 0,
  abolished int not null default 0,
  -- Why the file as a whole was refused: a code of the faults with its parameters.
  problem jsonb,
  -- The newest event that the check had seen: whoever applies it needs the same.
  seen_event bigint
);
create index import_by_time on organisations.import (requested_at desc, id);
create index import_open on organisations.import (requested_at) where state in ('waiting', 'checking', 'accepted', 'applying');
grant select, insert, update on organisations.import to minqiao_app;

create table organisations.import_part (
  import uuid not null references organisations.import (id),
  number int not null,
  content bytea not null,
  primary key (import, number)
);
grant select, insert, delete on organisations.import_part to minqiao_app;

-- Rows that were read, until they are applied. Unlogged: after a crash the file is simply read again.
create unlogged table organisations.staged (
  import uuid not null,
  number int not null,
  code text collate "C" not null,
  parent text collate "C",
  name_zh text not null,
  name_en text not null,
  short_name text not null,
  kind text not null,
  level text not null,
  branch text not null,
  valid_from date,
  valid_to date,
  initials text not null,
  words tsvector not null,
  -- What it would do; null until it was compared with the registry.
  change text[],
  refused boolean not null default false
);
create index staged_by_code on organisations.staged (import, code);
grant select, insert, update, delete on organisations.staged to minqiao_app;

-- The tree as it would be, while an import is checked: everyone in use, and how deep who hangs together with a root is.
create unlogged table organisations.would_be (
  import uuid not null,
  code text collate "C" not null,
  parent text collate "C",
  number int,
  primary key (import, code)
);
create index would_be_by_parent on organisations.would_be (import, parent);
create unlogged table organisations.held (
  import uuid not null,
  code text collate "C" not null,
  depth int not null,
  primary key (import, code)
);
grant select, insert, delete on organisations.would_be, organisations.held to minqiao_app;

create table organisations.refusal (
  id bigint generated always as identity primary key,
  import uuid not null references organisations.import (id),
  number int not null,
  field text not null,
  value text not null,
  reason text not null,
  params jsonb not null default '{}'
);
create index refusal_by_import on organisations.refusal (import, number, id);
grant select, insert, delete on organisations.refusal to minqiao_app;

-- After many rows at once the planner is told, and no word waits to be put into its index. The right to do just this can
-- be granted from PostgreSQL 17 on; 15 and 16 are served too, so the owner does it.
create function organisations.settle(part text) returns void
  language plpgsql security definer set search_path = pg_catalog
  as $$
  begin
    case part
      when 'staged' then analyze organisations.staged;
      when 'would-be' then analyze organisations.would_be;
      when 'held' then analyze organisations.held;
      when 'registry' then
        analyze organisations.organisation;
        analyze organisations.wording;
        perform gin_clean_pending_list('organisations.wording_by_word');
    end case;
  end $$;
revoke all on function organisations.settle(text) from public;
grant execute on function organisations.settle(text) to minqiao_app;
