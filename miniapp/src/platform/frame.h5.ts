// On h5 the bars around the pages are Taro's: coloured here as theme.json colours WeChat's.
import "./frame-h5.css";
