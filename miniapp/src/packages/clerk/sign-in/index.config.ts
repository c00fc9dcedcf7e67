export default definePageConfig({ navigationBarTitleText: "登录后台" });
