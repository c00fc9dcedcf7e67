// Two dots and a range: those held out, those it was for, and how far apart they may really be. The range starts from the
// held out ones' dot: where it reaches over the dashed line, nothing can be told.
import type { Lift } from "@huike/shared/lift";
import { useWords } from "../../text/language";
import { words } from "./live-words";

type Props = {
  readonly title: string;
  readonly held: number;
  readonly sent: number;
  readonly lift: Lift | undefined;
  readonly text: (value: number) => string;
};

const WIDTH = 620;
const HEIGHT = 108;
const LEFT = 64;
const RIGHT = 72;
const HELD_Y = 26;
const SENT_Y = 70;
/** Room beside the outermost mark, as a share of the whole. */
const AIR = 0.12;

export function LiftPlot({ title, held, sent, lift, text }: Props) {
  const w = useWords(words);
  const low = lift ? held + lift.low : sent;
  const high = lift ? held + lift.high : sent;
  const [least, most] = [Math.min(held, sent, low), Math.max(held, sent, high)];
  const air = (most - least || most || 1) * AIR;
  // A share or a spending below nothing is none, though an interval may reach there.
  const from = least >= 0 ? Math.max(0, least - air) : least - air;
  const x = (value: number) => LEFT + ((value - from) / (most + air - from)) * (WIDTH - LEFT - RIGHT);
  const said = `${title}: ${w.heldArm} ${text(held)}, ${w.sentArm} ${text(sent)}, ${w.span(text(low), text(high))}`;
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said}>
      <text x={0} y={HELD_Y + 5}>
        {w.heldArm}
      </text>
      <text x={0} y={SENT_Y + 5}>
        {w.sentArm}
      </text>
      <line className="plot__base" x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - 10} y2={HEIGHT - 10} />
      <line className="plot__zero" x1={x(held)} x2={x(held)} y1={HELD_Y} y2={HEIGHT - 10} />
      {lift && (
        <g className="plot__range">
          <line x1={x(low)} x2={x(high)} y1={SENT_Y} y2={SENT_Y} />
          <line x1={x(low)} x2={x(low)} y1={SENT_Y - 7} y2={SENT_Y + 7} />
          <line x1={x(high)} x2={x(high)} y1={SENT_Y - 7} y2={SENT_Y + 7} />
        </g>
      )}
      <circle className="plot__held" cx={x(held)} cy={HELD_Y} r={7} />
      <circle className="plot__sent" cx={x(sent)} cy={SENT_Y} r={7} />
      <text className="plot__value" x={x(held)} y={HELD_Y - 12} textAnchor="middle">
        {text(held)}
      </text>
      <text className="plot__value" x={x(sent)} y={SENT_Y - 13} textAnchor="middle">
        {text(sent)}
      </text>
    </svg>
  );
}
