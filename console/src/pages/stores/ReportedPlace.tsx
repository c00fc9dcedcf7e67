// What a clerk's phone says of the shop's place. It is taken into the form, not into the shop: a person looks at it first.
import { shortTime } from "@huike/shared/day";
import { GetReportedPlace } from "@huike/shared/store-place";
import { Alert, Button } from "antd";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { SeePlace } from "./SeePlace";
import { words } from "./words";

type Props = { readonly storeId: string; readonly onTake: (place: string) => void };

export function ReportedPlace({ storeId, onTake }: Props) {
  const w = useWords(words);
  const place = useCall(GetReportedPlace, { storeId }).data?.place;
  if (!place) return null;
  const { lat, lng, atMs, clerkNo } = place;
  return (
    <Alert
      className="failure"
      type="info"
      title={
        <>
          {w.reported(clerkNo, shortTime(atMs))} · <SeePlace lat={lat} lng={lng} />
        </>
      }
      action={<Button onClick={() => onTake(`${lat}, ${lng}`)}>{w.takeReported}</Button>}
    />
  );
}
