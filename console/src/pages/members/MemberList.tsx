// Everybody there is, as far as one scrolls, or whoever is looked for.
import { spacedMemberNo } from "@huike/shared/id";
import { FIND_MAX, FindMembers, ListMembers, type MemberLine } from "@huike/shared/members";
import { Empty, Skeleton } from "antd";
import { useMemo } from "react";
import { Link } from "wouter";
import { useKeptDraft } from "../../api/kept-draft";
import { useCall } from "../../api/use-call";
import { type PagedList, usePages } from "../../api/use-pages";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { type Column, LongTable } from "../../ui/LongTable";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { useSettled } from "../../ui/use-settled";
import { words } from "./words";

/** After so long without another key, in ms, somebody is looked for. */
const PAUSE_MS = 300;

export function MemberList() {
  const w = useWords(words);
  // Not in the address: what is typed may be somebody's name or number.
  const { draft, change } = useKeptDraft("member-search", () => ({ text: "" }));
  const typed = draft.text.trim();
  const isSearch = typed !== "";
  const listed = usePages(ListMembers, {}, ({ members }) => members, { isLong: true, isWanted: !isSearch });
  const found = useFound(typed);
  const asked = isSearch ? found : listed;
  const count = countText(asked.rows.length);
  const isMore = isSearch ? found.isCut : listed.hasMore;
  return (
    <section className="page page--whole">
      <PageHead
        title={w.title}
        note={!asked.isFirstLoading && !asked.error && (isMore ? w.shown(count) : w.all(count))}
        asOfMs={asked.asOfMs}
      >
        <div className="member-search" title={w.searchNote}>
          <SearchBox label={w.search} value={draft.text} onChange={(text) => change({ text })} />
        </div>
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.error && asked.rows.length > 0 ? asked.more : asked.again} />
      {found.isCut && isSearch && <p className="hint">{w.cut}</p>}
      <Rows of={asked} isSearch={isSearch} />
    </section>
  );
}

const nothing = () => undefined;

/** Those of a text, as a list of one page. */
function useFound(typed: string): PagedList<MemberLine> & { readonly isCut: boolean } {
  const text = useSettled(typed, PAUSE_MS).slice(0, FIND_MAX);
  const { data, error, dataUpdatedAt, refetch, isPlaceholderData } = useCall(
    FindMembers,
    { text },
    { isWanted: text !== "" },
  );
  // Whoever was found by other words is nobody yet.
  const isOld = isPlaceholderData || text !== typed.slice(0, FIND_MAX);
  return {
    rows: isOld ? [] : (data?.members ?? []),
    error: isOld ? null : error,
    isFirstLoading: isOld || (data === undefined && error === null),
    ...{ hasMore: false, isLoadingMore: false, more: nothing, again: () => void refetch() },
    asOfMs: isOld ? undefined : dataUpdatedAt || undefined,
    isCut: !isOld && (data?.isCut ?? false),
  };
}

type RowsProps = { readonly of: PagedList<MemberLine>; readonly isSearch: boolean };

function Rows({ of, isSearch }: RowsProps) {
  const w = useWords(words);
  const columns = useColumns();
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
      { title: w.name, widthPx: 110, show: ({ name }) => name },
      { title: w.phone, widthPx: 120, show: ({ phone }) => phone && <span className="num">{phone}</span> },
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
