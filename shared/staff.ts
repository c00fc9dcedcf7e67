// 店员/运营: clerk, manager, operator, auditor, owner, and the shift a clerk works on.
import * as z from "zod/mini";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { MemberNo, ShiftId, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import type { Sentence } from "./sentences.ts";

/** An auditor (审计) reads whatever the console shows and changes nothing. */
export const StaffRole = z.enum(["clerk", "manager", "operator", "auditor", "owner"]);
export type StaffRole = z.infer<typeof StaffRole>;

export const roleWords: Record<StaffRole, Sentence> = {
  clerk: { zh: "店员", en: "clerk" },
  manager: { zh: "店长", en: "manager" },
  operator: { zh: "运营", en: "operator" },
  auditor: { zh: "审计", en: "auditor" },
  owner: { zh: "店主", en: "owner" },
};

export const StaffName = z.string().check(z.minLength(1), z.maxLength(20));
export const ClerkNo = z.string().check(z.regex(/^\d{2,6}$/));

export const Staff = z.strictObject({
  name: z.string(),
  clerkNo: z.string(),
  role: StaffRole,
  storeIds: z.array(StoreId),
});
export type Staff = z.infer<typeof Staff>;

export const PutStaff = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/staff/:memberNo",
  summary:
    "Take a member on as staff, or change what they may do; nobody grants their own rank or above, a manager only clerks of own shops",
  roles: ["manager", "operator", "owner"],
  stepUp: true,
  request: z.strictObject({
    memberNo: MemberNo,
    name: StaffName,
    clerkNo: ClerkNo,
    role: z.enum(["clerk", "manager", "operator", "auditor"]),
    storeIds: z.array(StoreId).check(z.maxLength(50)),
    state: z.enum(["active", "left"]),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ memberNo: MemberNo }),
  errors: { ...approvalErrors, member_unknown: 404, store_unknown: 404, not_your_store: 403, rank_too_high: 403 },
});

export const StaffRow = z.strictObject({
  memberNo: MemberNo,
  ...Staff.shape,
  state: z.enum(["active", "left"]),
  /** When and by whom the row was last changed, and why. */
  changedAtMs: z.int(),
  by: MemberNo,
  why: z.string(),
});
export type StaffRow = z.infer<typeof StaffRow>;

export const ListStaff = endpoint({
  audience: "operator",
  method: "GET",
  path: "/staff",
  summary: "All staff, those who left too, some seconds after a change; a manager sees those of own shops only",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({ after: z.optional(MemberNo) }),
  response: z.strictObject({ staff: z.array(StaffRow), next: z.optional(MemberNo) }),
  errors: {},
});

export const RemoveOwner = endpoint({
  audience: "operator",
  method: "POST",
  path: "/owners/:memberNo/remove",
  summary: "An owner leaves, by their own word or another owner's; the last one cannot",
  roles: ["owner"],
  stepUp: true,
  request: z.strictObject({ memberNo: MemberNo, why: z.string().check(z.minLength(1), z.maxLength(200)) }),
  response: z.strictObject({ memberNo: MemberNo }),
  errors: { ...approvalErrors, staff_unknown: 404, owner_last: 409 },
});

export const BindOwner = endpoint({
  audience: "operator",
  method: "POST",
  path: "/owner",
  summary: "Become the first owner, with the code the command line printed; only while there is none",
  roles: ["member"],
  request: z.strictObject({
    code: z.string().check(z.minLength(8), z.maxLength(40)),
    name: StaffName,
  }),
  response: z.strictObject({ memberNo: MemberNo }),
  errors: { owner_code_wrong: 403, owner_exists: 409 },
});

export const Shift = z.strictObject({
  shiftId: ShiftId,
  storeId: StoreId,
  storeName: z.string(),
  openedAtMs: z.int(),
  endsAtMs: z.int(),
});
export type Shift = z.infer<typeof Shift>;

const staffRoles = ["clerk", "manager", "operator", "owner"] as const;

export const GetMe = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/me",
  summary: "Who the caller is at the counter, and the shift they are on",
  roles: [...staffRoles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({
    staff: Staff,
    shift: z.optional(Shift),
    /** The last shift, where 04:00 ended it and nobody has handed it over. */
    unclosed: z.optional(Shift),
    /** How many slips the shop may still write down in this hour (slipHour), and what they may cost; on a shift only. */
    slips: z.optional(z.strictObject({ perHour: z.int(), fenPerHour: Fen, hour: z.int(), used: z.int() })),
    serverNowMs: z.int(),
  }),
  errors: {},
});

export const OpenShift = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/shifts",
  summary: "Start working at the shop whose table card was scanned; ends an earlier shift; 04:00 ends it anyway",
  roles: staffRoles,
  request: z.strictObject({ shiftId: ShiftId, tableCard: z.string().check(z.maxLength(60)) }),
  response: z.strictObject({ shift: Shift }),
  errors: { not_a_table_card: 400, store_unknown: 404, not_your_store: 403 },
});
