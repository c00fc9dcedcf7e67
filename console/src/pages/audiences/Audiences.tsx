// 人群: the rules that are kept, the writing of one, and the lists that rules may ask for.
import { useLocation, useSearch } from "wouter";
import { EditAudience } from "./EditAudience";
import { Lists } from "./Lists";
import { NewAudience } from "./NewAudience";
import { SegmentList } from "./SegmentList";
import "./audiences.css";

export function Audiences() {
  const [location] = useLocation();
  const search = useSearch();
  const [, , what] = location.split("/");
  if (!what) return <SegmentList />;
  if (what === "lists") return <Lists />;
  if (what === "new") return <NewAudience listId={new URLSearchParams(search).get("list") ?? undefined} />;
  return <EditAudience segmentId={what} key={what} />;
}
