// A kept rule: changed as a new version, with what every version was. Who began from one that is no longer the newest
// sees what differs and says which shall hold.
import { GetSegment, ListSegments, PutSegment, type Segment } from "@huike/shared/audience-calls";
import { shortTime } from "@huike/shared/day";
import { spacedMemberNo } from "@huike/shared/id";
import { useQueryClient } from "@tanstack/react-query";
import { App, Skeleton, Table } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { keysOf, read, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { AudienceConflict } from "./AudienceConflict";
import { draftOfSegment, type SegmentDraft, segmentOf } from "./segment-draft";
import { WriteAudience } from "./WriteAudience";
import { words } from "./words";

export function EditAudience({ segmentId }: { readonly segmentId: string }) {
  const mayChange = useMay(PutSegment);
  const { data, error, refetch } = useCall(GetSegment, { segmentId });
  const [newest] = data?.versions ?? [];
  if (!data || !newest) {
    return (
      <section className="page">
        {error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />}
      </section>
    );
  }
  if (mayChange) return <Change newest={newest} versions={data.versions} />;
  return (
    <section className="page">
      <PageHead title={newest.name} />
      <Versions versions={data.versions} />
    </section>
  );
}

type ChangeProps = { readonly newest: Segment; readonly versions: readonly Segment[] };

function Change({ newest, versions }: ChangeProps) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const begin = () => draftOfSegment(newest);
  const kept = useKeptDraft<SegmentDraft>(`segment-${newest.segmentId}`, begin);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [theirs, setTheirs] = useState<Segment>();
  const leave = () => {
    kept.drop();
    go("/audiences");
  };
  const save = async () => {
    setSending(true);
    setFailure(undefined);
    const answer = await act(PutSegment, segmentOf(kept.draft));
    setSending(false);
    if (!answer) return;
    if (!answer.ok) {
      if (answer.error !== "segment_changed") return setFailure(explain(answer.error, answer.detail, language));
      const { versions: now } = await read(GetSegment, { segmentId: newest.segmentId });
      return setTheirs(now[0]);
    }
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(GetSegment) });
    await queries.invalidateQueries({ queryKey: keysOf(ListSegments) });
    leave();
  };
  const above = theirs && (
    <AudienceConflict
      mine={kept.draft}
      theirs={theirs}
      onMine={() => {
        kept.change({ version: theirs.version });
        setTheirs(undefined);
      }}
      onTheirs={() => {
        kept.restart(draftOfSegment(theirs));
        setTheirs(undefined);
      }}
    />
  );
  return (
    <WriteAudience
      {...{ title: newest.name, kept, begin, failure, isSending, doIt: w.saveVersion, onDo: save, onLeave: leave }}
      above={above}
      below={<Versions versions={versions} />}
    />
  );
}

function Versions({ versions }: { readonly versions: readonly Segment[] }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <section className="audience__history">
      <h2>{w.history}</h2>
      <Table
        size="small"
        rowKey="version"
        className="card-table"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={versions}
        columns={[
          { title: w.at, width: 150, className: "num", render: (_, { atMs }) => shortTime(atMs) },
          { title: w.by, width: 120, className: "num", render: (_, { by }) => spacedMemberNo(by) },
          {
            title: w.who,
            render: (_, { version, sentence, tag, state }) =>
              [w.version(version), sentenceOf(sentence, language), tag, state === "retired" ? w.retired : ""]
                .filter(Boolean)
                .join(" · "),
          },
          { title: w.why, width: 160, dataIndex: "why" },
        ]}
      />
    </section>
  );
}
