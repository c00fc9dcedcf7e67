// What the walk over the seals has found, each with a way to the row or the day.
import { type AuditFault, auditFaults } from "@huike/shared/audit";
import { Alert, Spin } from "antd";
import { Link } from "wouter";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import type { Verifying } from "./use-verify";
import { words } from "./words";

export function Verify({ isRunning, seen, refused, start }: Verifying) {
  const w = useWords(words);
  const language = useLanguage();
  if (!isRunning && !seen && !refused) return null;
  const isBroken = seen !== undefined && seen.faults.length > 0;
  return (
    <section className="verify" aria-live="polite" aria-label={w.verify}>
      <Failure refused={refused} onAgain={() => void start()} />
      {isRunning && (
        <p className="verify__progress num">
          <Spin size="small" /> {w.verifying} {seen && w.verified(seen.days, seen.rows, seen.last?.day ?? "—")}
        </p>
      )}
      {seen && !isRunning && !refused && (
        <Alert
          type={isBroken ? "error" : "success"}
          showIcon
          title={seen.days === 0 && !isBroken ? w.noSeals : isBroken ? w.broken(seen.faults.length) : w.whole}
          description={
            seen.last && (
              <>
                <p className="num">{w.verified(seen.days, seen.rows, seen.last.day)}</p>
                <p className="verify__seal">
                  {w.lastSeal} <code>{seen.last.hash}</code> {w.keepSeal}
                </p>
              </>
            )
          }
        />
      )}
      {seen && seen.faults.length > 0 && (
        <ul className="verify__faults">
          {seen.faults.map((fault) => (
            <li key={`${fault.day} ${fault.what} ${fault.eventId ?? ""}`}>
              <strong className="num">{fault.day}</strong>
              <span>{sentenceOf(auditFaults[fault.what], language)}</span>
              <Link href={addressOf(fault)}>{fault.eventId ? w.show : w.showDay}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const addressOf = ({ day, eventId }: AuditFault): string =>
  eventId ? `/audit/${day}?row=${encodeURIComponent(eventId)}` : `/audit/${day}`;
