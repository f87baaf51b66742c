-- Schema 2, as in SQLite. ${p} stands for schema and prefix, ${n} for the prefix alone.
create table ${p}event (
  sequence   bigint  primary key,
  id         bytea   not null unique,
  type       text    not null,
  version    integer not null,
  effective  bigint  not null, -- days since 1970-01-01
  recorded   bigint  not null, -- microseconds since 1970-01-01T00:00Z
  actor      text    not null,
  purpose    text    not null,
  source     text    not null,
  supersedes bytea,            -- the event this one stands in place of
  payload    bytea   not null, -- JSON, UTF-8
  chain      bytea   not null  -- SHA-256 over the previous row's chain and this row
);

create table ${p}view (
  kind      integer not null, -- what the subject is: 1 household, 2 person, 3 programme, 4 area, 5 organisation, 6 project, 7 intervention
  subject   bytea   not null,
  version   bigint  not null, -- events in the subject's history
  from_day  bigint  not null, -- the first day on which this state holds
  until_day bigint,           -- the first day on which it does not, where a change is known
  events    bytea   not null, -- the sequences of the subject's events, each as the difference to the one before, seven bits a byte
  keys      bytea   not null, -- what it can be found by
  body      bytea   not null, -- JSON, UTF-8; empty where all its events were taken back
  primary key (kind, subject)
);

create table ${p}lookup (
  key     bytea   not null,   -- type, 0x1F, value, in UTF-8
  kind    integer not null,
  subject bytea   not null,
  primary key (key, kind, subject)
);

create table ${p}cursor (
  subscriber text   primary key,
  sequence   bigint not null  -- the last event it has dealt with
);

create function ${p}event_is_final() returns trigger language plpgsql as
$$begin raise exception 'the journal is never changed'; end$$;

create trigger ${n}event_is_final before update or delete or truncate on ${p}event
  for each statement execute function ${p}event_is_final();

create table ${p}about (
  schema_version integer not null
);

insert into ${p}about values (2);
