// A sheet of shops: checked row by row, shown, and only then put, one after the other.
import { ListStores, PutStore } from "@huike/shared/store";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Progress, Table, Upload } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { makeId } from "../../api/new-id";
import { keysOf } from "../../api/use-call";
import { useStores } from "../../api/use-stores";
import { explain, speak, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { type Checked, checkRows } from "./check-rows";
import { readTable } from "./read-table";
import { faultWords, words } from "./words";

type Chosen = { readonly name: string; readonly rows: readonly Checked[]; readonly missing: readonly string[] };

const TEMPLATE = `data:text/csv;charset=utf-8,%EF%BB%BF${encodeURIComponent(
  '编号,名称,城市,地址,电话,位置,营业时间,状态,标签\nsh01,人民路店,上海,人民路 1 号,021-5550001,"31.2304, 121.4737",10:00-22:00,营业,直营',
)}`;

const tones = { new: "ok", changed: "wait", same: "off", bad: "bad" } as const;

export function ImportStores() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { stores, error, refetch } = useStores();
  const [file, setFile] = useState<Chosen>();
  const [isUnreadable, setUnreadable] = useState(false);
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState<string>();

  const check = async (chosen: File) => {
    setFile(undefined);
    setFailure(undefined);
    try {
      const lines = await readTable(chosen.name, await chosen.arrayBuffer());
      setFile({ name: chosen.name, ...checkRows(lines, stores ?? [], () => makeId("store")) });
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  };

  const wanted = file?.rows.filter(({ outcome }) => outcome === "new" || outcome === "changed") ?? [];
  const put = async () => {
    setFailure(undefined);
    const why = `${w.importTitle}：${file?.name ?? ""}`.slice(0, 200);
    for (const [i, { storeId, facts }] of wanted.entries()) {
      if (!facts) continue;
      setDone(i);
      const answer = await act(PutStore, { storeId, facts, why });
      if (answer?.ok) continue;
      setDone(undefined);
      if (answer) setFailure(w.stopped(i, wanted.length, explain(answer.error, answer.detail, language)));
      return;
    }
    message.success(w.imported(wanted.length));
    await queries.invalidateQueries({ queryKey: keysOf(ListStores) });
    go("/stores");
  };

  return (
    <section className="page">
      <PageHead title={w.importTitle} note={file?.name}>
        <Button onClick={() => go("/stores")}>{w.back}</Button>
        <Button type="primary" disabled={wanted.length === 0} loading={done !== undefined} onClick={() => void put()}>
          {w.doImport(wanted.length)}
        </Button>
      </PageHead>
      <Failure refused={error} onAgain={() => void refetch()} />
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {isUnreadable && <Alert className="failure" type="error" showIcon title={w.unreadable} />}
      {file && file.missing.length > 0 && (
        <Alert className="failure" type="error" showIcon title={w.missing(file.missing.join("、"))} />
      )}
      {done !== undefined && (
        <p>
          <Progress percent={Math.floor((done / wanted.length) * 100)} aria-label={w.importing(done, wanted.length)} />
          {w.importing(done, wanted.length)}
        </p>
      )}
      <div className="import__choose">
        <Upload
          accept=".csv,.xlsx"
          maxCount={1}
          showUploadList={false}
          disabled={!stores}
          beforeUpload={(chosen) => {
            void check(chosen);
            return false;
          }}
        >
          <Button>{w.choose}</Button>
        </Upload>
        <a href={TEMPLATE} download="shops.csv">
          {w.template}
        </a>
        <span>{w.chooseNote}</span>
      </div>
      {file && file.missing.length === 0 && <Outcome rows={file.rows} />}
    </section>
  );
}

function Outcome({ rows }: { readonly rows: readonly Checked[] }) {
  const w = useWords(words);
  const said = speak(faultWords, useLanguage());
  const count = (outcome: Checked["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const bad = count("bad");
  const [view, setView] = useState<"bad" | "all">(bad > 0 ? "bad" : "all");
  return (
    <>
      {bad > 0 && <Alert className="failure" type="warning" showIcon title={w.skipBad(bad)} />}
      <div className="import__summary num">
        <strong>{w.summary(count("new"), count("changed"), count("same"), bad)}</strong>
        <ChooseOne
          label={w.outcome}
          choices={[
            { value: "bad", label: w.onlyBad },
            { value: "all", label: w.everything },
          ]}
          chosen={view}
          onChoose={setView}
        />
      </div>
      <Table
        rowKey="lineNo"
        className="card-table"
        dataSource={rows.filter(({ outcome }) => view === "all" || outcome === "bad")}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: w.line, dataIndex: "lineNo", width: 80, className: "num" },
          { title: w.name, dataIndex: "name", width: 200 },
          {
            title: w.outcome,
            width: 110,
            render: (_, { outcome }) => <State tone={tones[outcome]}>{w[outcome]}</State>,
          },
          { title: w.what, render: (_, { faults }) => faults.map((fault) => said[fault]).join("；") },
        ]}
      />
    </>
  );
}
