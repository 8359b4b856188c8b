// Median of each category's score over the reports named.
import { readFileSync } from "node:fs";

const reports = process.argv.slice(2).map(file => JSON.parse(readFileSync(file, "utf8")));
const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const categories = ["performance", "accessibility", "best-practices", "seo"];
console.log(categories.map(category => Math.round(100 * median(reports.map(report => report.categories[category].score)))).join(", "));
