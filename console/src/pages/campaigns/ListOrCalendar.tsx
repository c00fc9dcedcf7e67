import { useLocation } from "wouter";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { words } from "./words";

/** The same campaigns in three ways, each with its address. */
export function ListOrCalendar({ shown }: { readonly shown: "list" | "calendar" | "lanes" }) {
  const w = useWords(words);
  const [, go] = useLocation();
  return (
    <ChooseOne
      label={w.view}
      choices={(["list", "calendar", "lanes"] as const).map((value) => ({ value, label: w[value] }))}
      chosen={shown}
      onChoose={(value) => go(value === "list" ? "/campaigns" : `/campaigns/${value}`)}
    />
  );
}
