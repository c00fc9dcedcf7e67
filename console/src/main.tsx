// The console's first lines: language, colours, the cache of answers, and the app.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { Dressed } from "./ui/Dressed";
import "./console.css";

const queries = new QueryClient({
  defaultOptions: {
    // A call that may be repeated says try_later; whoever reads it decides, not a timer.
    queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: true },
  },
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Dressed>
        <App />
      </Dressed>
    </QueryClientProvider>
  </StrictMode>,
);
