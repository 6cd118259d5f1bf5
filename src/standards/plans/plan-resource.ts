import type { Pack, Resource } from '../declarations/index.ts';
import { planApi } from './api.ts';
import type { ApiPlan } from './api.ts';
import { planCard } from './card.ts';
import type { CataloguePlan } from './card.ts';
import { planForm } from './form.ts';
import type { FormPlan } from './form.ts';
import { planList } from './list.ts';
import type { ListPlan } from './list.ts';
import { planSearch } from './search.ts';
import type { SearchPlan } from './search.ts';
import { planTable } from './table.ts';
import type { TablePlan } from './table.ts';
import { planValidator } from './validator.ts';
import type { ValidatorPlan } from './validator.ts';

/** Everything that one declaration means. */
export interface ResourcePlan {
  readonly table: TablePlan;
  readonly validator: ValidatorPlan;
  readonly form: FormPlan;
  readonly list: ListPlan;
  readonly search: SearchPlan;
  readonly api: ApiPlan;
  readonly card: CataloguePlan;
}

/**
 * Derives all plans of a resource of a parsed pack. Pure: the same declaration at the same time (only its day in China counts, for
 * the codes in force) gives the same plans, byte for byte; all are frozen.
 */
export function planResource(resource: Resource, pack: Pack, { at }: { readonly at: Date }): ResourcePlan {
  const validator = planValidator(resource, pack, at);
  return Object.freeze({
    table: planTable(resource, pack),
    validator,
    form: planForm(resource, pack, at),
    list: planList(resource, pack),
    search: planSearch(resource, pack, at),
    api: planApi(resource, validator),
    card: planCard(resource, pack),
  });
}
