// 查找：索引是旁边的一个文件，写成脚本，从磁盘打开也读得到。
"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const MOST = 50;
  if (typeof KAOPING === "undefined") return;
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const entries = KAOPING.map((each) => [folded(each.slice(0, 3).join(" ")), each]);
  const [form, find, found, results] = ["form", "find", "found", "results"].map(one);
  const made = (tag, text, kind) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const listed = ([what, title, detail, href]) => {
    const line = document.createElement("li");
    const link = made("a", title);
    link.href = href;
    line.append(made("span", what, "tag plain"), link, made("span", detail, "soft"));
    return line;
  };
  const search = () => {
    const words = folded(find.value).split(/\s+/).filter(Boolean);
    const fitting = words.length === 0 ? [] : entries.filter(([text]) => words.every((word) => text.includes(word)));
    results.replaceChildren(...fitting.slice(0, MOST).map((each) => listed(each[1])));
    found.textContent = words.length === 0 ? "" : fitting.length > MOST
      ? `找到 ${fitting.length} 处，列出前 ${MOST} 处` : `找到 ${fitting.length} 处`;
  };
  one("unscripted").hidden = true;
  form.hidden = false;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  search();
})();
