// Everybody there is, as far as one scrolls, or whoever has a number.
import { spacedMemberNo } from "@huike/shared/id";
import { ListMembers, type MemberLine } from "@huike/shared/members";
import { Empty, Skeleton } from "antd";
import { useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { usePages } from "../../api/use-pages";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { type Column, LongTable } from "../../ui/LongTable";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { words } from "./words";

/** What the API finds somebody by: the last four digits, or all nine. */
const isNumber = (text: string): boolean => /^(\d{4}|[1-9]\d{8})$/.test(text);

export function MemberList() {
  const w = useWords(words);
  const [, go] = useLocation();
  const typed = new URLSearchParams(useSearch()).get("number") ?? "";
  const wanted = typed.replace(/\s/g, "");
  const isAsked = wanted === "" || isNumber(wanted);
  const listed = usePages(ListMembers, {}, ({ members }) => members, { isLong: true, isWanted: wanted === "" });
  const found = usePages(ListMembers, { number: wanted }, ({ members }) => members, {
    isWanted: wanted !== "" && isAsked,
  });
  const asked = wanted === "" ? listed : found;
  const count = countText(asked.rows.length);
  return (
    <section className="page page--whole">
      <PageHead
        title={w.title}
        note={isAsked && !asked.isFirstLoading && (asked.hasMore ? w.shown(count) : w.all(count))}
        asOfMs={isAsked ? asked.asOfMs : undefined}
      >
        <div className="member-search" title={w.searchNote}>
          <SearchBox
            label={w.search}
            value={typed}
            onChange={(text) =>
              go(text === "" ? "/members" : `/members?number=${encodeURIComponent(text)}`, { replace: true })
            }
          />
        </div>
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.error && asked.rows.length > 0 ? asked.more : asked.again} />
      <Rows of={asked} isAsked={isAsked} isSearch={wanted !== ""} />
    </section>
  );
}

type RowsProps = {
  readonly of: ReturnType<typeof usePages<typeof ListMembers, MemberLine>>;
  readonly isAsked: boolean;
  readonly isSearch: boolean;
};

function Rows({ of, isAsked, isSearch }: RowsProps) {
  const w = useWords(words);
  const columns = useColumns();
  if (!isAsked) return <Empty className="members__empty" description={w.digits} />;
  if (of.isFirstLoading) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (of.rows.length === 0 && !of.hasMore) {
    if (of.error) return null;
    return <Empty className="members__empty" description={isSearch ? w.notFound : w.none} />;
  }
  return <LongTable label={w.title} of={of} keyOf={({ memberNo }) => memberNo} columns={columns} />;
}

function useColumns(): readonly Column<MemberLine>[] {
  const w = useWords(words);
  const { stores } = useStores();
  return useMemo(
    () => [
      {
        title: w.number,
        widthPx: 130,
        show: ({ memberNo }) => (
          <Link href={`/members/${memberNo}`} className="num">
            {spacedMemberNo(memberNo)}
          </Link>
        ),
      },
      { title: w.level, widthPx: 64, show: ({ level }) => w.levelText(level) },
      { title: w.points, widthPx: 80, isNumber: true, show: ({ points }) => countText(points) },
      {
        title: w.tags,
        show: ({ tags }) =>
          tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          )),
      },
      {
        title: w.shop,
        show: ({ storeId }) => storeId && storeNameOf(stores, storeId),
      },
      { title: w.city, widthPx: 64, show: ({ city }) => city },
      { title: w.lastVisit, widthPx: 110, isNumber: true, show: ({ lastVisitDay }) => lastVisitDay ?? w.never },
      { title: w.in90, widthPx: 140, isNumber: true, show: ({ visits, fen }) => w.in90Text(visits, moneyText(fen)) },
      { title: w.joined, widthPx: 110, isNumber: true, show: ({ joinedDay }) => joinedDay },
    ],
    [w, stores],
  );
}
