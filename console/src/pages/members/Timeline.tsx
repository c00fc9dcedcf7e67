// What happened with a member, newest first: the touch that decided whose member it is stands out.
import { shortTime } from "@huike/shared/day";
import { type MemberEvent, ShowMember } from "@huike/shared/members";
import { Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { useCall } from "../../api/use-call";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { eventText } from "./event-text";
import { words } from "./words";

type Props = { readonly memberNo: string; readonly events: readonly MemberEvent[]; readonly hasMore: boolean };

export function Timeline(props: Props) {
  const w = useWords(words);
  return (
    <Card
      title={w.timeline}
      variant="borderless"
      size="small"
      extra={<span className="member__none">{w.timelineNote}</span>}
    >
      {props.events.length === 0 && <span className="member__none">{w.nothing}</span>}
      <Page {...props} />
    </Card>
  );
}

/** A page of events, and below it the one before, once it is asked for. */
function Page({ memberNo, events, hasMore }: Props) {
  const w = useWords(words);
  const [isOpen, setOpen] = useState(false);
  const last = events.at(-1);
  return (
    <>
      <ol className="timeline">
        {placed(events).map(({ event, at }) => (
          <Event key={at} event={event} />
        ))}
      </ol>
      {hasMore && last && !isOpen && (
        <Button className="more" onClick={() => setOpen(true)}>
          {w.earlier}
        </Button>
      )}
      {isOpen && last && <Earlier memberNo={memberNo} before={last.atMs} />}
    </>
  );
}

function Earlier({ memberNo, before }: { readonly memberNo: string; readonly before: number }) {
  const { data, error, refetch } = useCall(ShowMember, { memberNo, before: String(before) });
  if (!data) return error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />;
  return <Page memberNo={memberNo} events={data.events} hasMore={data.hasMore} />;
}

/** Two things may happen in one moment: a name for each. */
const placed = (events: readonly MemberEvent[]) =>
  events.map((event, i) => ({ event, at: `${event.atMs} ${event.is} ${i}` }));

function Event({ event }: { readonly event: MemberEvent }) {
  const w = useWords(words);
  const { what, beside } = eventText(event, useLanguage());
  const isDeciding = event.is === "touch" && event.decided;
  return (
    <li className={`timeline__event timeline__event--${event.is}${isDeciding ? " timeline__event--decided" : ""}`}>
      <time className="num">{shortTime(event.atMs)}</time>
      <span className="timeline__what">
        {what}
        {isDeciding && <b className="timeline__mark">{w.decided}</b>}
      </span>
      <span className="timeline__beside">{beside.join(" · ")}</span>
    </li>
  );
}
