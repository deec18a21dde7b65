// 只是方便：排序、筛选、展开。没有脚本，网页上的内容一样不少。
"use strict";
(() => {
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const shownValue = (cell) => (cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value);

  // 排序：数按大小，文字按拼音；没有数的总在最后
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const compared = (a, b, sign) => {
    const [x, y] = [parseFloat(a), parseFloat(b)];
    const [nx, ny] = [Number.isNaN(x), Number.isNaN(y)];
    if (a === "—" || b === "—" || a === "" || b === "") return (a === "—" || a === "") - (b === "—" || b === "");
    return sign * (nx || ny ? collator.compare(a, b) : x - y);
  };
  const sort = (table, head) => {
    const column = head.cellIndex;
    const before = head.getAttribute("aria-sort");
    // 得分先看高的，名次和文字从前往后
    const firstDown = head.classList.contains("number") && column > 0;
    const down = before ? before === "ascending" : firstDown || head.classList.contains("move");
    all("th", table.tHead).forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, (row) => [shownValue(row.cells[column]), row]);
    keyed.sort((a, b) => compared(a[0], b[0], down ? -1 : 1));
    body.append(...keyed.map((each) => each[1]));
  };
  all("table.sortable").forEach((table) => {
    all("th", table.tHead).filter((head) => !("fixed" in head.dataset)).forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(head.firstChild);
      head.prepend(button);
      button.addEventListener("click", () => sort(table, head));
    });
  });
  all(".scripted").forEach((each) => { each.hidden = false; });

  // 筛选：排名、专业方面、扣分原因一起
  const tools = one("tools");
  const [find, kind, marked, found] = ["find", "class", "marked", "found"].map(one);
  const filter = () => {
    const wanted = find.value.trim();
    let count = 0;
    all("[data-name]").forEach((each) => {
      const fits = each.dataset.name.includes(wanted)
        && (!kind || !kind.value || each.dataset.class === kind.value)
        && (!marked || !marked.checked || "marked" in each.dataset);
      each.hidden = !fits;
      if (fits && each.closest("[data-kind='standing']")) count += 1;
    });
    const whole = one("standing").querySelectorAll("tbody tr").length;
    found.textContent = count === whole ? "" : `列出 ${count} 个，共 ${whole} 个党支部`;
  };
  tools.hidden = false;
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  filter();

  // 展开：点支部名称就打开它的扣分原因
  const open = () => {
    const target = location.hash && one(decodeURIComponent(location.hash.slice(1)));
    const box = target && target.closest("details");
    if (!box) return;
    box.hidden = false;
    box.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  all("a[href^='#z']").forEach((link) => link.addEventListener("click", () => setTimeout(open)));
  open();
  const unfold = one("unfold");
  if (unfold) {
    const boxes = all("details.account");
    unfold.hidden = false;
    unfold.addEventListener("click", () => {
      const opening = boxes.some((each) => !each.open);
      boxes.forEach((each) => { each.open = opening; });
      unfold.textContent = opening ? "全部收起" : "全部展开";
    });
  }
  // 打印：旧浏览器里，要印的收起的也要印出来
  const closed = [];
  window.addEventListener("beforeprint", () => {
    if (one("print-all").checked) all("details:not([open])").forEach((each) => { each.open = true; closed.push(each); });
  });
  window.addEventListener("afterprint", () => closed.splice(0).forEach((each) => { each.open = false; }));
})();
