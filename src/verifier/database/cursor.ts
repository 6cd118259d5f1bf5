/** One value at a time out of a stream of batches. */
export class Cursor<T> {
  private readonly batches: AsyncIterator<T[]>;
  private batch: readonly T[] = [];
  private at = 0;

  constructor(batches: AsyncIterable<T[]>) {
    this.batches = batches[Symbol.asyncIterator]();
  }

  /** The next value without taking it; undefined at the end. Awaits only between batches. */
  peek(): T | undefined | Promise<T | undefined> {
    return this.at < this.batch.length ? this.batch[this.at] : this.load();
  }

  take(): void {
    this.at += 1;
  }

  private async load(): Promise<T | undefined> {
    const { value, done } = await this.batches.next();
    if (done) return undefined;
    this.batch = value;
    this.at = 0;
    return this.batch[0];
  }
}
