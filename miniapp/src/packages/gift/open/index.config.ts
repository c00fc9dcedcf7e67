export default definePageConfig({ navigationBarTitleText: "朋友的礼物" });
