// A code for a new colleague: what they become is decided here, who they are by scanning it.
import { ListInvites, MakeInvite } from "@huike/shared/invite";
import type { StaffRole } from "@huike/shared/staff";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keysOf } from "../../api/use-call";
import { useMe } from "../../api/use-me";
import { useStores } from "../../api/use-stores";
import { explain, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { QrCode } from "../../ui/QrCode";
import { roleWords, words } from "./words";

type Draft = {
  readonly inviteId: string;
  readonly name: string;
  readonly clerkNo: string;
  readonly role: StaffRole;
  readonly storeIds: readonly string[];
  readonly why: string;
};

const begin = (): Draft => ({
  ...{ inviteId: makeId("invite"), name: "", clerkNo: "", role: "clerk" as const, storeIds: [], why: "" },
});

/** Whom one may invite: below one's own rank; an owner may invite an owner. The API decides. */
const below: Readonly<Record<StaffRole, readonly StaffRole[]>> = {
  clerk: [],
  auditor: [],
  manager: ["clerk"],
  operator: ["clerk", "manager"],
  owner: ["clerk", "manager", "operator", "auditor", "owner"],
};

export function Invite({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const { data: me } = useMe();
  const { stores = [] } = useStores();
  const { draft, change, drop } = useKeptDraft<Draft>("invite", begin);
  const [text, setText] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const needsShop = draft.role === "clerk" || draft.role === "manager";
  const own = me && me.stores.length > 0 ? new Set(me.stores.map(({ storeId }) => storeId)) : undefined;
  const isReady =
    draft.name.trim() !== "" &&
    /^\d{2,6}$/.test(draft.clerkNo) &&
    draft.why.trim() !== "" &&
    (!needsShop || draft.storeIds.length > 0);
  const make = async () => {
    setSending(true);
    const { inviteId, name, clerkNo, role, storeIds, why } = draft;
    const shops = needsShop ? [...storeIds] : [];
    const answer = await act(MakeInvite, {
      inviteId,
      name: name.trim(),
      clerkNo,
      role,
      storeIds: shops,
      why: why.trim(),
    });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    drop();
    setText(answer.value.text);
    await queries.invalidateQueries({ queryKey: keysOf(ListInvites) });
  };
  if (text !== undefined) {
    return (
      <Modal
        open
        title={w.code}
        okText={w.gotIt}
        cancelButtonProps={{ style: { display: "none" } }}
        onOk={onClose}
        onCancel={onClose}
      >
        <p>{w.scanIt(draft.name)}</p>
        <QrCode text={text} label={w.code} className="invite__code" />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={w.invite}
      okText={w.makeInvite}
      cancelText={w.back}
      okButtonProps={{ disabled: !isReady, loading: isSending }}
      onOk={() => void make()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <p>{w.inviteNote}</p>
      <Form layout="vertical" disabled={isSending}>
        <Form.Item label={w.role}>
          <ChooseOne
            label={w.role}
            choices={(me ? below[me.role] : []).map((value) => ({ value, label: roleWords[value][language] }))}
            chosen={draft.role}
            onChoose={(role) => change({ role })}
          />
        </Form.Item>
        <Form.Item label={w.name} htmlFor="invite-name">
          <Input
            id="invite-name"
            maxLength={20}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Form.Item>
        <Form.Item label={w.clerkNo} htmlFor="invite-no">
          <Input
            id="invite-no"
            inputMode="numeric"
            maxLength={6}
            value={draft.clerkNo}
            onChange={({ target }) => change({ clerkNo: target.value.replace(/\D/g, "") })}
          />
        </Form.Item>
        {needsShop && (
          <Form.Item label={w.shops} htmlFor="invite-shops">
            <Select
              id="invite-shops"
              mode="multiple"
              maxCount={50}
              optionFilterProp="label"
              options={stores
                .filter(({ storeId }) => own?.has(storeId) ?? true)
                .map(({ storeId, name, city }) => ({ value: storeId, label: `${name}（${city}）` }))}
              value={[...draft.storeIds]}
              onChange={(storeIds: string[]) => change({ storeIds })}
            />
          </Form.Item>
        )}
        <Form.Item label={w.reason} htmlFor="invite-why">
          <Input
            id="invite-why"
            maxLength={200}
            value={draft.why}
            onChange={({ target }) => change({ why: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
