// What is held of one clerk, each with its reason and what releases it.
import { ListHeld } from "@huike/shared/chain-day";
import { shortTime } from "@huike/shared/day";
import { heldWords, releaseWords } from "@huike/shared/held";
import { Modal, Table } from "antd";
import { useCall } from "../../api/use-call";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { heldWhat, words } from "./words";

type Props = {
  readonly day: string;
  readonly memberNo: string;
  readonly name: string;
  readonly onClose: () => void;
};

export function Held({ day, memberNo, name, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { stores } = useStores();
  const { data, error, refetch, isPending } = useCall(ListHeld, { day, memberNo });
  const rows = (data?.held ?? []).map((one, i) => ({ ...one, key: i }));
  return (
    <Modal open width={820} title={w.heldOf(name)} footer={null} onCancel={onClose}>
      <p className="page-head__note">{w.heldNote}</p>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        size="small"
        loading={isPending && !error}
        dataSource={rows}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: w.time, className: "num", render: (_, { atMs }) => shortTime(atMs) },
          { title: w.what, render: (_, { what }) => heldWhat[what][language] },
          { title: w.member, className: "num", render: (_, { memberTail }) => (memberTail ? `…${memberTail}` : "–") },
          { title: w.shop, render: (_, { storeId }) => storeNameOf(stores, storeId) },
          { title: w.heldWhy, render: (_, { reason }) => heldWords[reason][language] },
          {
            title: w.release,
            render: (_, { what, reason }) => (reason === "staff" ? "–" : releaseWords[what][language]),
          },
        ]}
      />
      {data && data.more > 0 && <p className="page-head__note">{w.moreHeld(data.more)}</p>}
    </Modal>
  );
}
