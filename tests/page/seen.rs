//! The page as a browser shows it.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::browser::Browser;
use super::{bilint, data, folder, generated, report};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Writes the report of the corpora.
fn corpora(name: &str) -> std::path::PathBuf {
    let page = folder(name).join("report.html");
    let output = report(Path::new(ROOT), &["corpora", "-o", page.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    page
}

/// Nothing went wrong on the page, and it asked for nothing but files beside it.
fn all_quiet(browser: &Browser) {
    assert!(browser.troubles.is_empty(), "{:?}", browser.troubles);
    let outside: Vec<&String> =
        browser.requests.iter().filter(|it| !it.starts_with("file:")).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn the_report_of_the_corpora_works_in_a_browser() {
    let Some(mut browser) = Browser::start("corpora") else { return };
    let page = corpora("page-corpora");
    let told = data(Path::new(ROOT), &["corpora"]);
    let articles = told["articles"].as_array().unwrap().len() as u64;
    browser.look(1280, 900, "light");
    browser.open(&page, "");
    browser.shoot("first-light");
    assert_eq!(browser.number("document.querySelectorAll('#table tbody tr').length"), articles);
    let failing = told["failing"].as_u64().unwrap();
    assert_eq!(
        browser.eval("document.querySelector('h1').textContent"),
        json!(format!("{failing} of {articles} articles need a look before they go out."))
    );
    // The list is narrowed, and sorted.
    let shown = "[...document.querySelectorAll('#table tbody tr')].filter((it) => !it.hidden)";
    browser.eval("document.querySelector('#filters [name=state]').value = 'pass'");
    browser.eval("document.querySelector('#filters').dispatchEvent(new Event('input'))");
    browser.wait(&format!("{shown}.length === {}", articles - failing));
    browser.click("#filters [type=reset]");
    // So many are shown at first, and the others when they are asked for.
    let step = articles.min(50);
    browser.wait(&format!("{shown}.length === {step}"));
    if step < articles {
        browser.click("#more button");
        browser.wait(&format!("{shown}.length === {articles}"));
    }
    browser.click("[data-sort=title]");
    let titles = format!("{shown}.map((it) => it.querySelector('a').textContent)");
    let sorted =
        format!("{titles}.every((it, at, all) => !at || all[at - 1].localeCompare(it, 'en') <= 0)");
    assert_eq!(browser.eval(&sorted), json!(true));
    assert_eq!(browser.number("document.querySelectorAll('#table [aria-sort]').length"), 1);
    // A word that stands only in one text finds it.
    browser.eval("document.querySelector('#filters [name=text]').value = 'VeltraCore'");
    browser.eval("document.querySelector('#filters').dispatchEvent(new Event('input'))");
    browser.wait(&format!("{shown}.length > 0 && {shown}.length < 5"));
    // The theme changes.
    let ground = "getComputedStyle(document.body).backgroundColor";
    let light = browser.eval(ground);
    browser.eval("scrollTo({top: 0, behavior: 'instant'})");
    browser.click("#theme");
    assert_ne!(browser.eval(ground), light);
    browser.shoot("first-chosen-dark");
    browser.eval("localStorage.removeItem('bilint-theme')");
    all_quiet(&browser);
}

#[test]
fn an_article_opens_beside_its_source() {
    let Some(mut browser) = Browser::start("article") else { return };
    let page = corpora("page-article");
    let told = data(Path::new(ROOT), &["corpora"]);
    browser.look(1400, 950, "light");
    browser.open(&page, "");
    browser.click(".worst a");
    browser.wait(
        "!document.querySelector('#article').hidden && document.querySelector('.texts') !== null",
    );
    let worst = told["worst"][0].as_u64().unwrap() as usize;
    let article = &told["articles"][worst];
    assert_eq!(browser.eval("document.querySelector('#article h1').textContent"), article["title"]);
    let found = article["findings"].as_array().unwrap();
    assert_eq!(
        browser.number("document.querySelectorAll('.found-list li').length"),
        found.len() as u64
    );
    // Every finding has its place in the text.
    let placed = browser.eval(
        "[...new Set([...document.querySelectorAll('.target mark')].flatMap((it) => it.dataset.f.split(' ')))].length",
    );
    assert_eq!(placed, json!(found.len()));
    // Sentences are linked: both sides of one light up.
    let pair = "[...document.querySelectorAll('.target [data-u]')].find((it) => \
                document.querySelector(`.source [data-u=\"${it.dataset.u}\"]`))";
    browser.eval(&format!("{pair}.id = 'tried'"));
    browser.click("#tried");
    assert!(browser.number("document.querySelectorAll('.target .pinned').length") > 0);
    assert!(browser.number("document.querySelectorAll('.source .pinned').length") > 0);
    // A finding explains itself where it stands, with the keyboard too.
    browser.click(".target mark[role]");
    browser.wait("document.querySelectorAll('.finding').length > 0");
    let words = browser.eval("document.querySelector('.finding').textContent");
    assert!(words.as_str().unwrap().contains("Why it matters"), "{words}");
    browser.shoot("article-light");
    browser.press("Escape");
    browser.wait("document.querySelectorAll('.finding').length === 0");
    browser.eval("document.querySelector('.target mark[role]').focus()");
    browser.press("Enter");
    browser.wait("document.querySelectorAll('.finding').length > 0");
    // Filters by severity, and the search.
    browser.eval("document.querySelectorAll('.tools .chip input').forEach((it, at) => { if (at < 2) it.click(); })");
    assert!(browser.number("document.querySelectorAll('.target mark.off').length") > 0);
    let search = ".tools input[type=search]";
    browser.eval(&format!("document.querySelector('{search}').value = 'qqqq'"));
    browser.eval(&format!("document.querySelector('{search}').dispatchEvent(new Event('input'))"));
    assert_eq!(
        browser.number("[...document.querySelectorAll('.row')].filter((it) => !it.hidden).length"),
        0
    );
    // And back.
    browser.eval("history.back()");
    browser.wait(
        "document.querySelector('#article').hidden && !document.querySelector('#report').hidden",
    );
    all_quiet(&browser);
    for (name, width, height, theme) in [
        ("article-dark", 1400, 950, "dark"),
        ("article-phone", 390, 844, "light"),
        ("article-phone-dark", 390, 844, "dark"),
    ] {
        browser.look(width, height, theme);
        browser.open(&page, &format!("#a{worst}.0"));
        browser.wait("document.querySelectorAll('.finding').length > 0");
        browser.shoot(name);
    }
    browser.print("article");
    all_quiet(&browser);
}

#[test]
fn a_thousand_articles_stay_usable() {
    let Some(mut browser) = Browser::start("thousand") else { return };
    let folder = folder("page-thousand");
    generated::batch(&folder.join("week"), 1000, 110);
    let output = report(&folder, &["week", "--source-lang", "en", "-o", "report.html"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let page = folder.join("report.html");
    for (name, width, height, theme) in [
        ("batch-light", 1280, 900, "light"),
        ("batch-dark", 1280, 900, "dark"),
        ("batch-phone", 390, 844, "light"),
    ] {
        browser.look(width, height, theme);
        browser.open(&page, "");
        browser.shoot(name);
        let wide = browser.number("document.documentElement.scrollWidth");
        assert!(wide <= u64::from(width), "{name}: the page is {wide} wide");
        for part in ["groups", "faults", "articles", "reading"] {
            browser.eval(&format!(
                "document.querySelector('#{part}').scrollIntoView({{behavior: 'instant'}})"
            ));
            browser.shoot(&format!("{name}-{part}"));
        }
    }
    browser.look(1280, 900, "light");
    browser.open(&page, "");
    let shown =
        "[...document.querySelectorAll('#table tbody tr')].filter((it) => !it.hidden).length";
    assert_eq!(browser.number(shown), 50);
    browser.click("#more button");
    assert_eq!(browser.number(shown), 1000);
    // From the table of desks to the articles of one.
    browser.click("a[data-filter=desk]");
    browser.wait("document.querySelector('output[name=count]').value === '200 of 1,000 articles'");
    browser.click("#table tbody tr:not([hidden]) a");
    browser.wait("document.querySelectorAll('.texts .row').length > 2");
    browser.click("#back");
    browser.wait("document.querySelector('#article').hidden");
    all_quiet(&browser);
    browser.print("batch");
}

#[test]
fn no_text_gets_out_of_its_place() {
    let hostile = "</script><script>document.body.dataset.out = '1'</script><!-- <script> \
                   <img src=x onerror=\"document.body.dataset.out = '2'\"> & \\\" ' \u{2028}\u{202E} {{7*7}} ${7*7}";
    let folder = folder("page-hostile");
    fs::create_dir_all(folder.join("in")).unwrap();
    let text =
        format!("# {hostile}\n\nEr lobt an [their] Pläne {hostile} nichts.\n\n[their] {hostile}\n");
    for name in ["a'\"><script>b", "c&amp;d"] {
        let front =
            format!("---\ntitle: {hostile}\ndesk: {hostile}\nengine: \"><script>x\n---\n\n");
        fs::write(folder.join(format!("in/{name}.de.md")), front + &text).unwrap();
        fs::write(folder.join(format!("in/{name}.en.md")), &text).unwrap();
    }
    let arguments = ["in", "--source-lang", "en", "-o", "report.html", "--name", hostile];
    let output = report(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    // Two of data, one for each article, and the program's own.
    assert_eq!(page.matches("<script").count(), 4);
    assert_eq!(page.matches("</script").count(), 4);
    assert!(!page.contains("<img"));
    // Some readers of scripts take it for the end of a line.
    let scripts = page.split("<script").skip(1).filter_map(|it| it.split("</script").next());
    assert!(scripts.into_iter().all(|it| !it.contains('\u{2028}')));
    let Some(mut browser) = Browser::start("hostile") else { return };
    browser.look(1280, 900, "light");
    browser.open(&folder.join("report.html"), "#a0.0");
    browser.wait("document.querySelectorAll('.finding').length > 0");
    browser.open(&folder.join("report.html"), "");
    assert_eq!(browser.number("document.querySelectorAll('#table tbody tr').length"), 2);
    assert_eq!(browser.eval("document.body.dataset.out ?? null"), json!(null));
    all_quiet(&browser);
}

#[test]
fn texts_may_stand_beside_the_page() {
    let folder = folder("page-beside");
    generated::batch(&folder.join("week"), 12, 120);
    let run = |large: &str| {
        let arguments = ["report", "week", "--source-lang", "en", "-o", "out/report.html"];
        let output = bilint(&folder).args(arguments).env("BILINT_LARGE", large).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    };
    fs::create_dir_all(folder.join("out")).unwrap();
    run("1000");
    let texts = |_: ()| fs::read_dir(folder.join("out/report-texts")).unwrap().count();
    assert_eq!(texts(()), 1);
    // The next run's texts take the place of these.
    fs::write(
        folder.join("week/politics/story-0000.de.md"),
        "Ein anderer Text [their] steht hier.\n",
    )
    .unwrap();
    run("1000");
    assert_eq!(texts(()), 1);
    let Some(mut browser) = Browser::start("beside") else { return };
    browser.look(1280, 900, "light");
    browser.open(&folder.join("out/report.html"), "#a3");
    browser.wait("document.querySelectorAll('.texts .row').length > 2");
    all_quiet(&browser);
    assert!(browser.requests.iter().any(|it| it.ends_with("/00003.js")), "{:?}", browser.requests);
    fs::remove_dir_all(folder.join("out/report-texts")).unwrap();
    browser.open(&folder.join("out/report.html"), "#a3");
    browser.wait("document.querySelector('#article .warning') !== null");
    browser.troubles.clear();
}
