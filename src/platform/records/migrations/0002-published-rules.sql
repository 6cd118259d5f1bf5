-- What the validator demanded of each field when the declaration was published, beside the table plan: a dropped code or
-- a tighter pattern is narrower too. json and not jsonb: kept as written, so that plans compare text by text. Null for
-- what an earlier release published; then only the tables are compared, once.
alter table records.published add column rules json;
