// 会员: the list, and one member.
import { MemberNo } from "@huike/shared/id";
import { useLocation } from "wouter";
import { MemberList } from "./MemberList";
import { MemberPage } from "./MemberPage";
import "./members.css";

export function Members() {
  const [location] = useLocation();
  const [, , memberNo = ""] = location.split("/");
  return MemberNo.safeParse(memberNo).success ? <MemberPage memberNo={memberNo} key={memberNo} /> : <MemberList />;
}
