// Sends a file of member numbers in, a thousand rows at a time; what was sent before a fault stays sent.
import {
  type BadRow,
  badRowSentences,
  GetList,
  LIST_ROWS_MAX,
  ListLists,
  PutListChunk,
} from "@huike/shared/audience-calls";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress, Table, Upload } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { makeId } from "../../api/new-id";
import { keysOf, read } from "../../api/use-call";
import { explain, sentenceOf, useLanguage, useWords } from "../../text/language";
import { countText } from "../../ui/figures";
import { readTable } from "../stores/read-table";
import { type ListRow, listRows, partsOf } from "./list-rows";
import { words } from "./words";

/** The list's id is made with the file: the same part again is the same part. */
type Chosen = { readonly listId: string; readonly name: string; readonly parts: readonly ListRow[][] };
type Bad = Omit<BadRow, "row"> & { readonly lineNo: number };
type Outcome = { readonly listId: string; readonly members: number; readonly bad: readonly Bad[] };

const ROWS_MAX = 100_000;
const NAME_MAX = 40;

export function SendList() {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const [file, setFile] = useState<Chosen>();
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const rows = file?.parts.reduce((sum, { length }) => sum + length, 0) ?? 0;

  const choose = async (chosen: File) => {
    setFile(undefined);
    setOutcome(undefined);
    setFailure(undefined);
    try {
      const found = listRows(await readTable(chosen.name, await chosen.arrayBuffer()));
      if (found.length === 0) return setFailure(w.empty);
      if (found.length > ROWS_MAX) return setFailure(w.tooMany);
      setFile({ listId: makeId("list"), name: chosen.name.slice(-NAME_MAX), parts: partsOf(found, LIST_ROWS_MAX) });
    } catch {
      setFailure(w.unreadable);
    }
  };

  const send = async ({ listId, name, parts }: Chosen) => {
    setFailure(undefined);
    const bad: Bad[] = [];
    for (const [i, part] of parts.entries()) {
      setDone(i * LIST_ROWS_MAX);
      const whole = { listId, chunk: String(i), chunks: parts.length, name, why: name };
      const answer = await act(PutListChunk, { ...whole, rows: part.map(({ text }) => text) });
      if (answer?.ok) {
        bad.push(...answer.value.bad.map(({ row, ...rest }) => ({ ...rest, lineNo: part[row - 1]?.lineNo ?? row })));
        continue;
      }
      setDone(undefined);
      if (answer) setFailure(w.stopped(countText(i * LIST_ROWS_MAX), explain(answer.error, answer.detail, language)));
      return;
    }
    const { members } = await read(GetList, { listId });
    setDone(undefined);
    setFile(undefined);
    setOutcome({ listId, members, bad });
    await queries.invalidateQueries({ queryKey: keysOf(ListLists) });
  };

  return (
    <div className="send-list">
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {done !== undefined && (
        <p>
          <Progress
            percent={Math.floor((done / rows) * 100)}
            aria-label={w.sending(countText(done), countText(rows))}
          />
          {w.sending(countText(done), countText(rows))}
        </p>
      )}
      <div className="send-list__choose">
        <Upload
          accept=".csv,.xlsx"
          maxCount={1}
          showUploadList={false}
          disabled={done !== undefined}
          beforeUpload={(chosen) => {
            void choose(chosen);
            return false;
          }}
        >
          <Button disabled={done !== undefined}>{w.choose}</Button>
        </Upload>
        {file && (
          <Button type="primary" loading={done !== undefined} onClick={() => void send(file)}>
            {w.send(countText(rows))}
          </Button>
        )}
        <span>{file ? file.name : w.chooseNote}</span>
      </div>
      {outcome && <Sent outcome={outcome} />}
    </div>
  );
}

function Sent({ outcome: { listId, members, bad } }: { readonly outcome: Outcome }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  return (
    <>
      <Alert
        className="failure"
        type={bad.length > 0 ? "warning" : "success"}
        showIcon
        title={w.outcome(countText(members), countText(bad.length))}
        action={
          <Button type="primary" onClick={() => go(`/audiences/new?list=${listId}`)}>
            {w.useIt}
          </Button>
        }
      />
      {bad.length > 0 && (
        <Table
          size="small"
          rowKey="lineNo"
          className="card-table send-list__bad"
          dataSource={bad}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: w.line, dataIndex: "lineNo", width: 100, className: "num" },
            { title: w.text, dataIndex: "text", width: 200 },
            { title: w.what, render: (_, { why }) => sentenceOf(badRowSentences[why], language) },
          ]}
        />
      )}
    </>
  );
}
