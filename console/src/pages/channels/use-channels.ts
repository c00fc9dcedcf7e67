// All channels, a page of the API at a time.
import { type Channel, ListChannels } from "@huike/shared/channel";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type CallRefused, keysOf, read } from "../../api/use-call";

type Page = { channels: Channel[]; next?: string | undefined };

export const useChannels = () =>
  useInfiniteQuery<Page, CallRefused, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keysOf(ListChannels), "pages"],
    queryFn: ({ pageParam }) => read(ListChannels, pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
