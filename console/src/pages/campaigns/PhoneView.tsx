// What reaches a phone, while it is being written: the ticket, the line on the home screen, or WeChat's own card.
import { GetOffer } from "@huike/shared/offer-life";
import { TicketFace } from "../../../../miniapp/src/ui/TicketFace";
import { useCall } from "../../api/use-call";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { type Draft, keysOf, type Templates } from "./draft";
import "./phone-view.css";
import { words } from "./words";

type Props = { readonly draft: Draft; readonly templates: Templates };

export function PhoneView({ draft, templates }: Props) {
  const w = useWords(words);
  return (
    <section className="pushed" aria-label={w.live}>
      <h2>{w.live}</h2>
      <div className="pushed__phone" lang="zh-CN">
        {draft.path === "wallet" && <Ticket offerId={draft.offerId} />}
        {draft.path === "notice" && <Line title={draft.title} text={draft.text} />}
        {(draft.path === "service" || draft.path === "mass") && <Letter text={draft.letter} />}
        {draft.path === "subscribe" && <Message draft={draft} templates={templates} />}
      </div>
    </section>
  );
}

function Ticket({ offerId }: { readonly offerId: string }) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  const { data } = useCall(GetOffer, { offerId }, { isWanted: offerId !== "" });
  if (offerId === "" || data?.offerId !== offerId) return <p className="pushed__none">{w.noneChosen}</p>;
  return (
    <>
      <p className="pushed__tab">
        卡包
        <i aria-hidden="true" />
      </p>
      <TicketFace face={{ offerId, version: data.version, ...data.terms }} stores={stores} nowMs={Date.now()} />
    </>
  );
}

/** A line on the home screen: read, it is gone. */
function Line({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="pushed__line">
      <strong>{title || "标题"}</strong>
      <span>{text || "正文"}</span>
      <span className="pushed__read">知道了</span>
    </div>
  );
}

/** In the chat with the service account. */
const Letter = ({ text }: { readonly text: string }) => <p className="pushed__letter">{text || "正文"}</p>;

/** As WeChat draws a subscribe message among the service notices: the names of fields are the template's own. */
function Message({ draft, templates }: Props) {
  const keys = keysOf(draft, templates);
  return (
    <div className="pushed__message">
      <span className="pushed__from">服务通知</span>
      <strong>{templates[draft.template]?.title ?? "模板"}</strong>
      <dl>
        {keys.map((key) => (
          <div key={key}>
            <dt className="num">{key}</dt>
            <dd>{draft.fields[key] || "　"}</dd>
          </div>
        ))}
      </dl>
      <span className="pushed__enter">进入小程序查看 ›</span>
    </div>
  );
}
