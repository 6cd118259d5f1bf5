/** The least that such a search takes: each row's texts looked at once, the first page sent; no rank, no order, no facets. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Measured } from '../support/bench.ts';
import { openConnections } from '../support/http-connection.ts';
import { measureLoop } from '../support/loop.ts';

interface Row {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
}

export interface BareSearches {
  readonly pack: Readonly<Record<'elements' | 'resources', ReadonlyMap<string, Row>>>;
  readonly questions: readonly string[];
  readonly callers: number;
  readonly seconds: number;
}

const page = 20;

export async function measureBareSearches(given: BareSearches): Promise<Measured> {
  const rows = {
    elements: textsOf([...given.pack.elements.values()]),
    resources: textsOf([...given.pack.resources.values()]),
  };
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const kind = url.pathname.includes('elements') ? 'elements' : 'resources';
    const words = url.searchParams.get('q') ?? '';
    const found = rows[kind].filter(({ text }) => text.includes(words));
    const body = JSON.stringify({ items: found.slice(0, page).map(({ row }) => row), total: found.length });
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    answer.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connections = await openConnections({ host: '127.0.0.1', port }, given.callers);
  let answered = 0;
  const figures = await measureLoop({
    callers: given.callers,
    seconds: given.seconds,
    async call(caller, n) {
      const question = given.questions[n % given.questions.length] ?? '';
      const answer = await connections[caller]?.send('GET', `/${encodeURI(question)}`);
      if (answer?.status === 200) answered++;
    },
  });
  for (const connection of connections) connection.close();
  await new Promise((resolve) => server.close(resolve));
  return { figures, checks: [{ name: 'each was answered', ok: answered > 0, detail: `${answered}` }] };
}

function textsOf(rows: readonly Row[]): { readonly row: Row; readonly text: string }[] {
  return rows.map((row) => ({ row, text: `${row.name}\n${row.title.zh}\n${row.title.en}`.toLowerCase() }));
}
