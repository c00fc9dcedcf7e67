import { ListChannels } from "@huike/shared/channel";
import { usePages } from "../../api/use-pages";

export const useChannels = () => usePages(ListChannels, {}, ({ channels }) => channels);
