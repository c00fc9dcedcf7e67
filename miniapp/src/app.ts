// The app: signs in silently and listens for scanned codes; nothing is shown and nothing is asked before a tap.
import { useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { startSession } from "./api/session";
import "./app.css";
import "./finger.css";
import "./platform/frame";
// Loaded with the app, not with a page: a street's picture may come before the scanner's page.
import "./platform/scan";

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => void startSession());
  return children;
}
