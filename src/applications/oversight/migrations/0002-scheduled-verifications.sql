-- The node verifies its ledger by itself every few minutes; of those runs only the newest are kept. Each has its entry.
grant delete on oversight.verification to minqiao_app;
