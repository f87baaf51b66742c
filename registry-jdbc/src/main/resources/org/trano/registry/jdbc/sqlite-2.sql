-- Schema 2. The journal is only ever added to; everything below it can be rebuilt from it.
create table event (
  sequence   integer primary key,
  id         blob    not null unique,
  type       text    not null,
  version    integer not null,
  effective  integer not null, -- days since 1970-01-01
  recorded   integer not null, -- microseconds since 1970-01-01T00:00Z
  actor      text    not null,
  purpose    text    not null,
  source     text    not null,
  supersedes blob,             -- the event this one stands in place of
  payload    blob    not null, -- JSON, UTF-8
  chain      blob    not null  -- SHA-256 over the previous row's chain and this row
) strict;

create table view (
  kind       integer not null, -- what the subject is: 1 household, 2 person, 3 programme, 4 area, 5 organisation, 6 project, 7 intervention
  subject    blob    not null,
  version    integer not null, -- events in the subject's history
  from_day   integer not null, -- the first day on which this state holds
  until_day  integer,          -- the first day on which it does not, where a change is known
  events     blob    not null, -- the sequences of the subject's events, each as the difference to the one before, seven bits a byte
  keys       blob    not null, -- what it can be found by
  body       blob    not null, -- JSON, UTF-8; empty where all its events were taken back
  unique (kind, subject)
) strict;

create table lookup (
  key     blob    not null,    -- type, 0x1F, value, in UTF-8
  kind    integer not null,
  subject blob    not null,
  primary key (key, kind, subject)
) strict, without rowid;

create table cursor (
  subscriber text    primary key,
  sequence   integer not null  -- the last event it has dealt with
) strict, without rowid;

create trigger event_is_final before update on event
begin select raise(abort, 'the journal is never changed'); end;

create trigger event_is_kept before delete on event
begin select raise(abort, 'the journal is never shortened'); end;
