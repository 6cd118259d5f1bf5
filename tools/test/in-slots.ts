/** Works on things two (or some) at a time, in their order: whoever is done takes the next. */
export async function inSlots<Thing>(
  things: readonly Thing[],
  slots: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const slot = async (): Promise<void> => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(thing);
  };
  await Promise.all(Array.from({ length: slots }, slot));
}
