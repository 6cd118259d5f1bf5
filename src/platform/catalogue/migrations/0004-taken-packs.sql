-- Beside the local declarations stand the files of packs that were taken, by the same rule: a version ends where the next begins.
comment on table catalogue.local_file is
  'Local declarations (local/…) and the declarations of packs that were taken (<pack>/…), each path with its versions.';
