// What stands around the pages: on a phone it is WeChat's, and theme.json colours it.
export {};
