// The browser's part of pages_test.py: node pages_test.cjs URL BROWSER [FOLDER for pictures]
const { chromium } = require("playwright-core");
const assert = require("assert");
const fs = require("fs");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [base, executablePath, shots] = process.argv.slice(2);

let outside = 0;
function watch(page) {
  page.on("request", (request) => {
    if (!request.url().startsWith(base + "/") && !request.url().startsWith("data:")) {
      outside++;
      console.log("outside:", request.url());
    }
  });
  return page;
}

// A question, asked by clicking as a person would: [what to see at the end, the way there].
const click = (name) => (page) => page.getByRole("link", { name }).first().click();
const ask = (words) => async (page) => {
  await page.locator("#q").fill(words);
  await page.locator("#q").press("Enter");
};
const QUESTIONS = [
  ["What was banned of ZTE?", [ask("vendor:zte action:ban")], /barred American companies from selling parts/],
  ["Who acted against Huawei?", [click(/^Huawei$/)], /Department of Commerce/],
  ["Which rows are behind a count?", [click(/^Huawei$/), (page) => page.locator("table.matrix td a").first().click()], /verified now/],
  ["What did an agency do?", [click("Department of Commerce")], /Did what, to whom/],
  ["What was said in 2018?", [ask("vendor:zte"), (page) => page.locator(".facet a", { hasText: "2018" }).first().click()], /published:2018/],
  ["Which documents are there?", [ask("vendor:zte"), click("Documents")], /Commerce Department cuts ZTE off/],
  ["Where do the words stand?", [ask("vendor:zte action:ban"), click("In its document")], /derived again from the capture now/],
  ["How is it checked without dossier?", [ask("vendor:zte action:ban"), click("Proof")], /sha256sum/],
  ["What is named together?", [click(/^Huawei$/)], /Named together with/],
  ["How do two vendors compare?", [click("ZTE"), click("Compare with another vendor"), async (page) => {
    await page.getByLabel("another").fill("huawei");
    await press(page, page.getByRole("button", { name: "Compare" }));
  }], /Sentences that name both/],
  ["What changed in a document?", [ask("title:directive"), click("Documents"), (page) => page.locator(".documents h2 a").first().click()], /Revisions/],
  ["What is in the corpus?", [click("Status")], /Every capture is indexed/],
];

async function answered(context) {
  const page = watch(await context.newPage());
  for (const [question, steps, expected] of QUESTIONS) {
    await page.goto(base + "/");
    for (const step of steps) {
      await step(page);
      await page.waitForLoadState("load");
    }
    assert.match(await page.locator("body").innerText(), expected, question);
  }
  await page.close();
}

// Presses a button of a form and waits for the page that answers.
const press = (page, button) => Promise.all([page.waitForNavigation(), button.click()]);

// A basket made and exported, a draft checked, a question saved.
async function worked(context, name) {
  const page = watch(await context.newPage());
  await page.goto(base + "/basket");
  await page.getByLabel(/puts into/).fill(name);
  await press(page, page.getByRole("button", { name: "Choose" }));
  await page.goto(base + "/?q=vendor:zte+action:ban");
  await press(page, page.getByRole("button", { name: /Add to basket/ }).first());
  await page.goto(base + "/basket/" + name);
  assert.match(await page.locator("main").innerText(), /1 piece of evidence/);
  for (const form of ["docx", "html", "md", "csl", "bibtex"]) {
    const answer = await context.request.get(`${base}/basket/${name}/export.${form}`);
    assert.equal(answer.status(), 200, form);
    assert((await answer.body()).length > 100, form);
  }
  await page.goto(base + "/check");
  await page.getByLabel("Your draft").fill('It said that "The Commerce Department on Monday barred American companies from selling parts" and "nobody ever sold a telephone of theirs again".');
  await press(page, page.getByRole("button", { name: "Check every quotation" }));
  assert.match(await page.locator("main").innerText(), /1 of 2 quotations verified/);
  await page.goto(base + "/?q=vendor:zte+action:ban");
  await page.getByLabel("Save as").fill(name);
  await press(page, page.getByRole("button", { name: "Save question" }));
  assert.match(await page.locator("main").innerText(), new RegExp(name));
  // A part of the question is taken off by its chip.
  await page.goto(base + "/?q=vendor:zte+action:ban");
  await page.getByRole("link", { name: "Remove action:ban" }).click();
  assert.equal(await page.locator("#q").inputValue(), "vendor:zte");
  await page.close();
}

// To a citation on the clipboard, and into a basket, with keys alone.
async function keyed(browser) {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = watch(await context.newPage());
  await page.goto(base + "/?q=vendor:zte+action:ban");
  const citation = await page.locator(".card .source").first().innerText();
  for (let i = 0; i < 200 && !/^Copy citation/.test(await page.evaluate(() => document.activeElement.textContent)); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), citation);
  await page.reload();
  await page.evaluate(() => navigator.clipboard.writeText(""));
  for (const key of ["j", "c"]) await page.keyboard.press(key);
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.length > 0));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), citation);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.getByLabel(/Keys/).uncheck();
  await press(page, page.getByRole("button", { name: "Keep" }));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
  await context.close();
}

async function looked(browser) {
  const first = await browser.newPage();
  await first.goto(base + "/?q=vendor:zte+action:ban");
  const links = await first.locator(".card").first().locator(".tools a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const of = links[0].split(/[?#]/)[0];
  await first.close();
  const pages = {
    home: "/", search: "/?q=vendor:zte", documents: "/?q=entity+list&view=documents", vendor: "/vendor/huawei", agency: "/agency/us-department-of-commerce",
    vendors: "/vendors", agencies: "/agencies", document: links[0], mark: of + "?mark=zte", beside: of + "?view=both", evidence: links[1], cve: "/cve/CVE-2021-36260",
    status: "/status", help: "/help", compare: "/compare?a=zte&b=huawei", basket: "/basket", questions: "/questions", news: "/news", check: "/check", error: "/vendor/Huawai" };
  let wrong = 0;
  for (const colorScheme of ["light", "dark"])
    for (const width of [1280, 360]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = watch(await context.newPage());
      for (const [name, path] of Object.entries(pages)) {
        const answer = await page.goto(base + path);
        assert((await answer.body()).length <= 150000, name);
        if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png` });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0 && ++wrong) console.log(name, width, "is wider than the window by", over);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await axe.run(document, { iframes: false, resultTypes: ["violations"] })).violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
        wrong += found.length;
        for (const text of found) console.log(name, colorScheme, width, text);
      }
      await context.close();
    }
  if (shots)
    for (const name of ["search", "vendor", "document"]) {
      const page = await browser.newPage();
      await page.goto(base + pages[name]);
      await page.pdf({ path: `${shots}/${name}.pdf`, format: "A4" });
      await page.close();
    }
  assert.equal(wrong, 0);
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    await answered(context);
    await worked(context, javaScriptEnabled ? "with-script" : "without-script");
    await context.close();
  }
  await keyed(browser);
  await looked(browser);
  assert.equal(outside, 0);
  await browser.close();
  console.log("twelve questions, with and without JavaScript; no outside request, no objection of axe-core");
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
