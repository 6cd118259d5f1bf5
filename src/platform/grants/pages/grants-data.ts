import { useQuery } from '@tanstack/react-query';
import { api } from '#web/kit/index.ts';
import type { FormField, FormPlan, Text } from '#web/kit/index.ts';
import type { ApplicationAnswer, FormWire, ServiceWire, TermsWire } from '../schema.ts';

export const applicationsPath = '/api/v1/grants/applications';

export function useForm(resource: string) {
  return useQuery({
    queryKey: ['grant-form', resource],
    enabled: resource !== '',
    queryFn: ({ signal }) => api.get<FormWire>('/api/v1/grants/form', { query: { resource }, signal }),
  });
}

export interface Plans {
  readonly declaration: { readonly title: Text };
  readonly plans: {
    readonly form: FormPlan;
    readonly search: { readonly keys: readonly { name: string; inputs: readonly FormField[] }[] };
  };
}

/** How the values of a resource are asked for and shown. */
export function usePlans(resource: string) {
  return useQuery({
    queryKey: ['resource-plans', resource],
    enabled: resource !== '',
    queryFn: ({ signal }) => api.get<Plans>(`/api/v1/catalogue/resources/${resource}`, { signal }),
  });
}

/** The fields of its form by name. */
export function useFormFields(resource: string): ReadonlyMap<string, FormField> {
  const { data } = usePlans(resource);
  return new Map(data?.plans.form.groups.flatMap(({ fields }) => fields.map((field) => [field.name, field])));
}

export const applicationKey = (number: string) => ['grant-application', number];

export function useApplication(number: string) {
  return useQuery({
    queryKey: applicationKey(number),
    enabled: number !== '',
    queryFn: ({ signal }) => api.get<ApplicationAnswer>(`${applicationsPath}/${number}`, { signal }),
  });
}

/** The last day of a grant, `2027-01-20`, and the instant at which that day ends in China. */
export const endOfDay = (day: string) => `${day}T16:00:00.000Z`;
export const lastDay = (until: string) => new Date(Date.parse(until) - 1).toISOString();

/** What may be chosen: everything of the form, or of what was asked when it is narrowed. */
export function choicesOf(form: FormWire, asked: TermsWire | null): FormWire {
  if (asked === null) return form;
  return {
    ...form,
    fields: form.fields.filter(({ name }) => asked.fields.includes(name)),
    purposeKinds: form.purposeKinds.filter(({ name }) => asked.purposeKinds.includes(name)),
    roles: form.roles.filter(({ name }) => name === asked.role),
    mostRecordsPerDay: asked.recordsPerDay,
  };
}

export const actsPath = '/api/v1/grants/acts';
export const closingsPath = '/api/v1/grants/closings';
export const closingKey = (resource: string) => ['grant-acts', resource];

export const servicesPath = '/api/v1/services';
export const serviceKey = (name: string) => ['service', name];

export function useService(name: string) {
  return useQuery({
    queryKey: serviceKey(name),
    enabled: name !== '',
    queryFn: ({ signal }) => api.get<ServiceWire>(`${servicesPath}/${name}`, { signal }),
  });
}
