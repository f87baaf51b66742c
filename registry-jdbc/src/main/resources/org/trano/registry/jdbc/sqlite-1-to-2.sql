-- From schema 1: the journal stays as it is, everything else is rebuilt from it.
alter table event add column supersedes blob;

drop table view;

drop table lookup;

drop table stream_event;

create table view (
  kind       integer not null,
  subject    blob    not null,
  version    integer not null,
  from_day   integer not null,
  until_day  integer,
  events     blob    not null,
  keys       blob    not null,
  body       blob    not null,
  unique (kind, subject)
) strict;

create table lookup (
  key     blob    not null,
  kind    integer not null,
  subject blob    not null,
  primary key (key, kind, subject)
) strict, without rowid;

create table cursor (
  subscriber text    primary key,
  sequence   integer not null
) strict, without rowid;
