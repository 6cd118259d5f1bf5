/** Back to where one came from when that is this person's side of the house; never to another site. */
export function placeFor(person: { readonly kind: string }, to: string | undefined): string {
  const own = person.kind === 'citizen' ? '/citizen' : '/app';
  return to !== undefined && (to === own || to.startsWith(`${own}/`) || to.startsWith(`${own}?`)) ? to : own;
}
