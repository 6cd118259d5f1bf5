/** Interchange: declarations as tables, schemas and graphs that other programs read, and tables read into declarations. Pure. */
export { codeTable, elementTable } from './write-tables.ts';
export { atPlace, codeListsOfTable, elementsOfTable, importCodes, importElements } from './import-tables.ts';
export type { DeclaredTable, ImportPlace, Imported, TableDeclaration } from './import-tables.ts';
export { importNiem } from './import-niem.ts';
export type { NiemChoice } from './import-niem.ts';
export { tableProblems } from './findings.ts';
export type { TableFinding } from './findings.ts';
export type { TableRow } from './read-table.ts';
export { packSchema } from './json-schema.ts';
export { packGraph } from './vocabulary.ts';
export { catalogueGraph } from './catalogue.ts';
export type { CatalogueAbout } from './catalogue.ts';
export { checkShapes, dcatApShapes, shapesDocument } from './shapes.ts';
export type { Shape, Violation } from './shapes.ts';
export type { GraphDocument, GraphNode, GraphValue } from './graph.ts';
export { selectFrom } from './select.ts';
