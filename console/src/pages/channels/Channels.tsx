// 渠道: the list with what is printed and what each brought, and the making of one or a hundred.
import { useLocation } from "wouter";
import { ChannelList } from "./ChannelList";
import { MakeChannels } from "./MakeChannels";
import "./channels.css";

export function Channels() {
  const [location] = useLocation();
  return location === "/channels/new" ? <MakeChannels /> : <ChannelList />;
}
