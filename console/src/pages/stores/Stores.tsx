// 门店: the list, one shop, and the import of a sheet.
import { useLocation } from "wouter";
import { EditStore } from "./EditStore";
import { ImportStores } from "./ImportStores";
import { StoreList } from "./StoreList";
import "./stores.css";

export function Stores() {
  const [location] = useLocation();
  const [, , storeId] = location.split("/");
  if (!storeId) return <StoreList />;
  return storeId === "import" ? <ImportStores /> : <EditStore storeId={storeId === "new" ? undefined : storeId} />;
}
