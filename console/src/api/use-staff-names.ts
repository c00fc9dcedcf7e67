// Names of staff, those who left too: what they did stays under their name.
import { spacedMemberNo } from "@huike/shared/id";
import { ListStaff, type StaffRow } from "@huike/shared/staff";
import { useEffect } from "react";
import { usePages } from "./use-pages";

export type StaffNames = {
  readonly staff: readonly StaffRow[];
  /** "03 王芳"; the number itself for somebody who was never staff, or is not known yet. */
  readonly nameOf: (memberNo: string) => string;
};

export function useStaffNames(): StaffNames {
  const { rows, hasMore, isLoadingMore, more } = usePages(ListStaff, {}, ({ staff }) => staff);
  useEffect(() => {
    if (hasMore && !isLoadingMore) more();
  }, [hasMore, isLoadingMore, more]);
  const names = new Map(rows.map(({ memberNo, name, clerkNo }) => [memberNo, `${clerkNo} ${name}`.trim()]));
  return { staff: rows, nameOf: (memberNo) => names.get(memberNo) ?? spacedMemberNo(memberNo) };
}
