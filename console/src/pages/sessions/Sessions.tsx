// 登录记录: the person's own browsers, and a way to end each.
import { type ConsoleSession, EndSession, ListSessions } from "@huike/shared/console-session";
import { shortTime } from "@huike/shared/day";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Table } from "antd";
import { act } from "../../api/act";
import { keysOf, useCall } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";

const words = {
  title: { zh: "登录记录", en: "Sessions" },
  note: { zh: "结束后最多 15 秒全部失效", en: "An ended one is out everywhere within 15 seconds" },
  browser: { zh: "浏览器", en: "Browser" },
  unknownBrowser: { zh: "未知浏览器", en: "Unknown browser" },
  where: { zh: "城市 · 网络地址", en: "City · address" },
  unknownCity: { zh: "城市未知", en: "City unknown" },
  since: { zh: "登录时间", en: "Signed in" },
  seen: { zh: "最近使用", en: "Last used" },
  ends: { zh: "最晚到", en: "At the latest until" },
  here: { zh: "本机", en: "This one" },
  end: { zh: "结束", en: "End" },
  sure: { zh: "结束这个登录？", en: "End this session?" },
  ended: { zh: "已结束", en: "Ended" },
} as const;

export function Sessions() {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data, error, isFetching, refetch, dataUpdatedAt } = useCall(ListSessions, {});
  const end = async ({ sessionId }: ConsoleSession) => {
    const answer = await act(EndSession, { sessionId });
    if (!answer) return;
    if (answer.ok) message.success(w.ended);
    else message.error(explain(answer.error, answer.detail, language));
    await queries.invalidateQueries({ queryKey: keysOf(ListSessions) });
  };
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note} asOfMs={dataUpdatedAt || undefined} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="sessionId"
        loading={isFetching && !data}
        dataSource={[...(data?.sessions ?? [])]}
        pagination={false}
        columns={[
          {
            title: w.browser,
            render: (_, one) => (
              <>
                {one.browser.name ?? w.unknownBrowser} {one.isThis && <State tone="ok">{w.here}</State>}
              </>
            ),
          },
          { title: w.where, render: (_, { browser }) => `${browser.city ?? w.unknownCity} · ${browser.maskedIp}` },
          { title: w.since, className: "num", render: (_, one) => shortTime(one.signedInAtMs) },
          { title: w.seen, className: "num", render: (_, one) => shortTime(one.lastSeenAtMs) },
          { title: w.ends, className: "num", render: (_, one) => shortTime(one.endsAtMs) },
          {
            title: w.end,
            align: "right",
            render: (_, one) => (
              <Popconfirm title={w.sure} onConfirm={() => end(one)} okText={w.end}>
                <Button size="small" danger type="text">
                  {w.end}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </section>
  );
}
