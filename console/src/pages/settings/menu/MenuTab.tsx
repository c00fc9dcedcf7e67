// 菜单: written here, looked at beside, and published to WeChat with what WeChat said.

import { shortTime } from "@huike/shared/day";
import { faultOfMenu, GetMenu, Menu, type Publication, PublishMenu, PutMenu } from "@huike/shared/menu";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { act } from "../../../api/act";
import { keyOf, keysOf, read, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { explain, useLanguage, useWords } from "../../../text/language";
import { Failure } from "../../../ui/Failure";
import { Foot } from "../../../ui/Foot";
import { State } from "../../../ui/State";
import { useSettings, type Versioned } from "../../../ui/use-settings";
import { Bar } from "./Bar";
import "../replies/replies.css";
import "./menu.css";
import { refusalWords, words } from "./words";

export function MenuTab() {
  const { data, error, refetch } = useCall(GetMenu, {});
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  return <Edit held={{ version: data.version, value: data.menu }} publication={data.publication} />;
}

type EditProps = { readonly held: Versioned<Menu>; readonly publication: Publication | undefined };

function Edit({ held, publication }: EditProps) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const mayChange = useMay(PutMenu);
  const settings = useSettings<Menu>({
    ...{ name: "menu", held, overtaken: "setting_changed" },
    put: (ifVersion, menu, why) => act(PutMenu, { ifVersion, menu, why }),
    readAgain: async () => {
      const fresh = await read(GetMenu, {});
      queries.setQueryData(keyOf(GetMenu, {}), fresh);
      return { version: fresh.version, value: fresh.menu };
    },
  });
  const { value: menu } = settings;
  const fault = faultOfMenu(menu);
  return (
    <div className="replies menu-tab">
      <Card variant="borderless">
        <p className="page-head__note">{w.note}</p>
        <Published publication={publication} version={held.version} isChanged={settings.isChanged} />
        <h2>{w.buttons}</h2>
        <Form disabled={!mayChange || settings.isSending}>
          <Bar menu={menu} mayChange={mayChange} onChange={settings.change} />
        </Form>
        {fault && settings.isChanged && (
          <Alert className="failure" type="error" showIcon title={explain(fault.error, fault, language)} />
        )}
        <div className="menu-tab__foot">
          <Foot
            // The usual menu lies nowhere yet: it is saved as it is before it can be published.
            settings={{ ...settings, isChanged: settings.isChanged || held.version === 0 }}
            mayChange={mayChange}
            isRight={fault === undefined && Menu.safeParse(menu).success}
            onDrop={() => settings.restart(held)}
          />
        </div>
      </Card>
      <Look menu={menu} />
    </div>
  );
}

type PublishedProps = {
  readonly publication: Publication | undefined;
  readonly version: number;
  readonly isChanged: boolean;
};

/** How the last publishing went, and the button for the next. */
function Published({ publication, version, isChanged }: PublishedProps) {
  const w = useWords(words);
  const language = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayPublish = useMay(PublishMenu);
  const [isSending, setSending] = useState(false);
  const publish = async () => {
    setSending(true);
    const answer = await act(PublishMenu, { ifVersion: version, why: w.why });
    setSending(false);
    if (answer && !answer.ok) message.error(explain(answer.error, answer.detail, language));
    await queries.invalidateQueries({ queryKey: keysOf(GetMenu) });
  };
  const no = publication?.state === "refused" ? (publication.refusal ?? "other") : undefined;
  return (
    <>
      <div className="menu-tab__published">
        <Standing publication={publication} version={version} />
        {mayPublish && (
          <Popconfirm
            title={w.publishSure(version)}
            okText={w.publish}
            disabled={version === 0 || isChanged}
            onConfirm={() => publish()}
          >
            <Button loading={isSending} disabled={version === 0 || isChanged}>
              {w.publish}
            </Button>
          </Popconfirm>
        )}
        {mayPublish && (version === 0 || isChanged) && <span className="page-head__note">{w.saveFirst}</span>}
      </div>
      {no && (
        <Alert
          className="failure"
          type="error"
          showIcon
          title={refusalWords[no][language]}
          {...(publication?.errcode === undefined ? {} : { description: `errcode ${publication.errcode}` })}
        />
      )}
    </>
  );
}

function Standing({ publication, version }: Omit<PublishedProps, "isChanged">) {
  const w = useWords(words);
  if (!publication) return <State tone="off">{w.never}</State>;
  const at = shortTime(publication.atMs);
  if (publication.state === "sending") return <State tone="wait">{w.sending(at)}</State>;
  if (publication.state === "refused") return <State tone="bad">{w.refused(at)}</State>;
  return (
    <>
      <State tone="ok">{w.published(publication.version, at)}</State>
      {publication.version < version && <State tone="warn">{w.older}</State>}
    </>
  );
}

/** The bar as the phone shows it, its lists above it. */
function Look({ menu: { buttons } }: { readonly menu: Menu }) {
  const w = useWords(words);
  return (
    <aside className="replies__try" aria-label={w.look}>
      <h2>{w.look}</h2>
      <div className="menu-look">
        {buttons.map((button, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a button has no name of its own but its place
          <div key={at} className="menu-look__entry">
            {"buttons" in button && (
              <ul>
                {button.buttons.map((below, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a button has no name of its own but its place
                  <li key={i}>{below.name}</li>
                ))}
              </ul>
            )}
            <b>{"buttons" in button ? `≡ ${button.name}` : button.name}</b>
          </div>
        ))}
      </div>
    </aside>
  );
}
