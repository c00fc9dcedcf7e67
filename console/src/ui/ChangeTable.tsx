// What differs between two states of a thing, line by line, by the names the console has for them.
import type { AuditRow } from "@huike/shared/audit";
import { useLanguage } from "../text/language";
import { linesOf } from "./changes";
import "./change-table.css";
import { fieldName } from "./field-names";

type Props = {
  readonly changes: AuditRow["changes"];
  readonly titles: readonly [field: string, before: string, after: string];
};

/** A logo is named by its length: nobody reads base64. */
const shown = (text: string): string => (text.startsWith("data:") ? `${text.length} B` : text);

export function ChangeTable({ changes, titles }: Props) {
  const language = useLanguage();
  return (
    <table className="changes">
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {linesOf(changes).map(({ path, before = "—", after = "—" }) => (
          <tr key={path.join(".")}>
            <th scope="row">{fieldName(path, language)}</th>
            <td className="changes__was num">{shown(before)}</td>
            <td className="changes__now num">{shown(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
