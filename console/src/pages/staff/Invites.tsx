// Who was invited in the last days, and what became of it.
import { shortTime } from "@huike/shared/day";
import { type Invite, ListInvites, RevokeInvite } from "@huike/shared/invite";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Table } from "antd";
import { act } from "../../api/act";
import { keysOf, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { State } from "../../ui/State";
import { inviteWords, roleWords, words } from "./words";

const tones = { open: "wait", accepted: "ok", revoked: "off", over: "off" } as const;

export function Invites() {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayRevoke = useMay(RevokeInvite);
  const { data, error, refetch } = useCall(ListInvites, {}, { isWanted: useMay(ListInvites) });
  const revoke = async ({ inviteId }: Invite) => {
    const answer = await act(RevokeInvite, { inviteId, why: w.revoke });
    if (answer && !answer.ok) message.error(explain(answer.error, answer.detail, language));
    await queries.invalidateQueries({ queryKey: keysOf(ListInvites) });
  };
  if (!error && (data?.invites.length ?? 0) === 0) return null;
  return (
    <Card variant="borderless" title={<h2 className="card-title">{w.invites}</h2>}>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="inviteId"
        size="middle"
        dataSource={data?.invites ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: w.name, dataIndex: "name" },
          { title: w.role, render: (_, { role }) => roleWords[role][language] },
          {
            title: w.state,
            render: (_, { state }) => <State tone={tones[state]}>{inviteWords[state][language]}</State>,
          },
          { title: w.expires, className: "num", render: (_, { expiresAtMs }) => shortTime(expiresAtMs) },
          {
            title: w.act,
            align: "right",
            render: (_, one) =>
              mayRevoke &&
              one.state === "open" && (
                <Button size="small" type="text" danger onClick={() => void revoke(one)}>
                  {w.revoke}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}
