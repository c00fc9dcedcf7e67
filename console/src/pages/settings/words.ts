// Words every kind of setting has.
export const words = {
  saved: { zh: "已保存", en: "Saved" },
  save: { zh: "保存", en: "Save" },
  undo: { zh: "放弃改动", en: "Drop my changes" },
  reason: { zh: "为什么改（留在审计里）", en: "Why, kept in the audit" },
  readOnly: { zh: "你可以看，不能改。", en: "You may look, not change." },
  field: { zh: "项目", en: "Field" },
  theirs: { zh: "别人的", en: "Theirs" },
  mine: { zh: "我的", en: "Mine" },
} as const;
