-- Schema 1. The journal is only ever added to; everything below it can be rebuilt from it.
create table event (
  sequence  integer primary key,
  id        blob    not null unique,
  type      text    not null,
  version   integer not null,
  effective integer not null, -- days since 1970-01-01
  recorded  integer not null, -- microseconds since 1970-01-01T00:00Z
  actor     text    not null,
  purpose   text    not null,
  source    text    not null,
  payload   blob    not null, -- JSON, UTF-8
  chain     blob    not null  -- SHA-256 over the previous row's chain and this row
) strict;

create table stream_event (
  stream   blob    not null,
  sequence integer not null references event (sequence),
  primary key (stream, sequence)
) strict, without rowid;

create table view (
  stream  blob    primary key,
  version integer not null, -- events of the stream that are in this state
  body    blob    not null  -- JSON, UTF-8
) strict, without rowid;

create table lookup (
  type   text not null,
  value  text not null,
  stream blob not null,
  primary key (type, value, stream)
) strict, without rowid;

create index lookup_by_stream on lookup (stream);

create trigger event_is_final before update on event
begin select raise(abort, 'the journal is never changed'); end;

create trigger event_is_kept before delete on event
begin select raise(abort, 'the journal is never shortened'); end;
