import { Text } from "@tarojs/components";

export default function Home() {
  return <Text>hello</Text>;
}
