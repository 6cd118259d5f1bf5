-- A set of policies may come back: a node returns to an earlier release, or takes a change back. It then is a new
-- version with an old text; who published what when stays in the table and in the ledger.
alter table access.policy_set drop constraint policy_set_digest_key;
