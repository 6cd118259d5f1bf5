-- Idempotency keys are kept in one place for all writes (once.kept).
alter table desk.visit drop column opening_key;
alter table desk.request drop column opening_key;
