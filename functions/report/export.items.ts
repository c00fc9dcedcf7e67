// app   EXP#<export> / EXPORT           who took which table away, when and why: signed, so the audit has it
// views EXP#<export> / <digest>#<page>  its text, for a day; the digest is of all of it, and what was signed names it
import type { Key } from "../platform/table.ts";

export const exportKey = (exportId: string): Key => ({ pk: `EXP#${exportId}`, sk: "EXPORT" });
export const pageKey = (exportId: string, digest: string, page: number): Key => ({
  pk: `EXP#${exportId}`,
  sk: `${digest}#${page}`,
});

export type ExportItem = {
  by: string;
  at: number;
  why: string;
  /** The report that was asked for, as JSON; rows without the head; pages; what the file is called; language. */
  report: string;
  rows: number;
  pages: number;
  file: string;
  lang: "zh" | "en";
  dg: string;
};
export type PageItem = { text: string };
