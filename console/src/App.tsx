// Signed in or not. The address stays as it is while somebody signs in: a deep link leads where it says.
import { Spin } from "antd";
import { lazy, Suspense } from "react";
import { Router } from "wouter";
import { useMe } from "./api/use-me";
import { SignIn } from "./pages/sign-in/SignIn";
import { ApprovalDialog } from "./ui/ApprovalDialog";
import { Failure } from "./ui/Failure";
import { Frame } from "./ui/Frame";

const PrintSheet = lazy(async () => ({ default: (await import("./pages/channels/PrintSheet")).PrintSheet }));

export function App() {
  const { data: me, error, refetch } = useMe();
  if (error?.refusal === "signed_out") return <SignIn onSignedIn={() => void refetch()} />;
  if (!me && error?.refusal === "forbidden") return <SignIn onSignedIn={() => void refetch()} isNoStaff />;
  if (!me) {
    return (
      <main className="waiting">{error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Spin />}</main>
    );
  }
  return (
    <Router base="/console">
      {location.pathname.startsWith("/console/print/") ? (
        <Suspense fallback={<Spin />}>
          <PrintSheet />
        </Suspense>
      ) : (
        <Frame me={me} />
      )}
      <ApprovalDialog />
    </Router>
  );
}
