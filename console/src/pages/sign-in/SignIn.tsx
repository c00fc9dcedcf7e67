// 扫码登录: shows a code, asks whether somebody has scanned it, and makes a new one when it is over.
import { Button, Card } from "antd";
import { useEffect, useState } from "react";
import { explain, setLanguage, useLanguage, useWords } from "../../text/language";
import { QrCode } from "../../ui/QrCode";
import { followCode, type Told } from "./follow-code";
import "./sign-in.css";

const words = {
  title: { zh: "登录运营后台", en: "Sign in to the console" },
  how: {
    zh: "打开手机上的回客 → 收银台 → 扫码，扫这张码并在手机上确认。",
    en: "Open Huike on your phone → counter → scan this code, then confirm on the phone.",
  },
  only: { zh: "只有店长、运营、审计和店主能登录。", en: "For managers, operators, auditors and owners." },
  waiting: {
    zh: (s: number) => `等待扫码，${s} 秒后更换`,
    en: (s: number) => `Waiting to be scanned, renewed in ${s} s`,
  },
  scanned: { zh: "已扫码，请在手机上确认", en: "Scanned; confirm on the phone" },
  refused: { zh: "手机上点了「不是我」，没有登录", en: "Refused on the phone; nobody is signed in" },
  expired: { zh: "二维码过期了", en: "The code is out of date" },
  again: { zh: "换一张码", en: "New code" },
  making: { zh: "正在生成二维码 …", en: "Making a code …" },
  code: { zh: "登录二维码", en: "Sign-in code" },
  noStaff: {
    zh: "这个微信号没有后台权限，请换一个再扫。",
    en: "This account has no place in the console; scan with another.",
  },
  language: { zh: "English", en: "中文" },
} as const;

type Props = { readonly onSignedIn: () => void; readonly isNoStaff?: boolean };

export function SignIn({ onSignedIn, isNoStaff }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { told, renew } = useSignIn(onSignedIn);
  const { text, state, failure } = told;
  const isLive = state === "waiting" || state === "scanned";
  return (
    <main className="sign-in">
      <Card className="sign-in__card">
        <img src="/console/icon.svg" alt="" width={44} height={44} />
        <h1>{w.title}</h1>
        <p>{w.how}</p>
        <div className={isLive ? "sign-in__code" : "sign-in__code sign-in__code--dead"}>
          {text ? <QrCode text={text} label={w.code} className="sign-in__qr" /> : <span>{w.making}</span>}
          {!isLive && (text || failure) && (
            <Button type="primary" size="large" onClick={renew}>
              {w.again}
            </Button>
          )}
        </div>
        <p className={`sign-in__state sign-in__state--${state ?? "waiting"}`} role="status">
          {failure ? explain(failure, undefined, language) : stateText(told, w)}
        </p>
        <p className="sign-in__note">{isNoStaff ? w.noStaff : w.only}</p>
        <Button type="text" onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
          {w.language}
        </Button>
      </Card>
    </main>
  );
}

type Texts = ReturnType<typeof useWords<typeof words>>;

function stateText({ state, leftS = 0 }: Told, w: Texts): string {
  if (state === undefined || state === "taken") return "";
  return state === "waiting" ? w.waiting(leftS) : w[state];
}

/** A code that nobody scans is replaced by itself while somebody looks; one that was refused waits for the person. */
function useSignIn(onSignedIn: () => void) {
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<Told>({});
  const renew = () => setRound((one) => one + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is one code, from its making to its end
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (next: Told) => {
      setTold(next);
      if (next.state === "taken") onSignedIn();
      if (next.state === "expired" && !document.hidden) renew();
    };
    void followCode(tell, leaving.signal);
    return () => leaving.abort();
  }, [round]);

  return { told, renew };
}
