-- A budget in words, for whoever is refused by it; those published before have none until the next start.
alter table access.budget add column title_zh text, add column title_en text;
