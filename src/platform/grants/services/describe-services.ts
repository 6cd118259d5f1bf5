import { planServiceApi } from '#standards/plans/index.ts';
import type { JsonSchema } from '#standards/plans/index.ts';
import type { Granting } from '../grants.ts';
import { selectServices } from './sql.ts';

/** The contract of each service that is published now, by its path: for whoever builds on it. */
export async function describeServices({
  app,
  catalogue,
}: Pick<Granting, 'app' | 'catalogue'>): Promise<Readonly<Record<string, JsonSchema>>> {
  const { resources } = catalogue.pack;
  const paths = (await selectServices(app))
    .filter(({ state }) => state === 'published')
    .flatMap((service) => {
      const resource = resources.get(service.resource);
      return resource ? Object.entries(planServiceApi(service, resource)) : [];
    });
  return Object.fromEntries(paths);
}
