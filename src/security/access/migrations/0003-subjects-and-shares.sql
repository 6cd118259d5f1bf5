-- How often one person may be looked at, by whomever; and from which share of the population on a budget raises an
-- alarm. Limits are the packs': one that is not declared any more goes.
alter table access.budget drop constraint budget_per_check;
alter table access.budget add constraint budget_per_check check (per in ('officer', 'purpose', 'agency', 'subject'));
alter table access.budget add column alarm_share double precision check (alarm_share > 0 and alarm_share <= 1);
grant delete on access.budget to minqiao_app;
