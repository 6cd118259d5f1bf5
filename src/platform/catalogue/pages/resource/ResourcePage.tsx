import type { ReactNode } from 'react';
import { Page, PageLink, usePageParams, useText, useUrlState, type Text, Waiting } from '#web/kit/index.ts';
import type { ResourceDescription } from '../../schema.ts';
import { useResourceDescription, useResourcePlans, type ResourceAnswer } from '../data.ts';
import { HistoryLink } from '../Parts.tsx';
import { standardsTexts as texts } from '../texts.ts';
import { ApiView } from './ApiView.tsx';
import { ApplyLink } from './ApplyLink.tsx';
import { CardView } from './CardView.tsx';
import { FieldsView } from './FieldsView.tsx';
import { FormView } from './FormView.tsx';
import { LineageView } from './LineageView.tsx';
import { SearchView } from './SearchView.tsx';
import { SharingView } from './SharingView.tsx';
import { StateView } from './StateView.tsx';
import { SchemaView, TableView } from './TableView.tsx';

/** What every view of a resource shows: the declaration with its plans, and the names behind its references. */
export interface ResourceViewProps {
  readonly resource: ResourceAnswer;
  readonly description: ResourceDescription;
}

const views: Readonly<Record<string, { title: Text; view: (props: ResourceViewProps) => ReactNode }>> = {
  card: { title: texts.card, view: CardView },
  fields: { title: texts.fields, view: FieldsView },
  search: { title: texts.searchWays, view: SearchView },
  form: { title: texts.previews, view: FormView },
  table: { title: texts.tables, view: TableView },
  schema: { title: texts.schema, view: SchemaView },
  api: { title: texts.api, view: ApiView },
  sharing: { title: texts.sharingBasis, view: SharingView },
  lineage: { title: texts.lineage, view: LineageView },
  state: { title: texts.state, view: StateView },
};

/** One class of information: its card, its fields, and everything that is derived from its declaration. */
export function ResourcePage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const resource = useResourcePlans(name);
  const description = useResourceDescription(name);
  const declaration = resource.data?.declaration;
  const about = declaration?.summary ?? null;
  return (
    <Page
      title={declaration ? `${t(texts.resource)} ${t(declaration.title)}` : texts.resource}
      {...(about ? { lead: about } : {})}
      actions={
        <>
          <ApplyLink name={name} />
          <PageLink to={`/standards/resources/${name}/acts`}>{t(texts.acts)}</PageLink>
          {declaration && <HistoryLink kind="resource" name={name} />}
        </>
      }
    >
      {resource.data && description.data ? (
        <Views resource={resource.data} description={description.data} />
      ) : (
        <Waiting query={resource.error ? resource : description} />
      )}
    </Page>
  );
}

function Views(props: ResourceViewProps) {
  const t = useText();
  const [url] = useUrlState();
  const asked = url['view'] ?? '';
  const active = Object.hasOwn(views, asked) ? asked : 'card';
  const { view: View } = views[active] ?? { view: CardView };
  const { name } = props.resource.declaration;
  return (
    <>
      <nav className="mq-views mq-no-print" aria-label={t(texts.view)}>
        {Object.entries(views).map(([key, { title }]) => (
          <PageLink key={key} to={`/standards/resources/${name}?view=${key}`} current={key === active}>
            {t(title)}
          </PageLink>
        ))}
      </nav>
      <View {...props} />
    </>
  );
}
