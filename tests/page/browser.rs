//! A headless Chromium, spoken to by its own protocol over a socket.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

/// Under these names browsers of the family are installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// So long is waited for anything.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page open.
pub struct Browser {
    process: Child,
    profile: PathBuf,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: Option<String>,
    next: u64,
    /// Errors that the page has reported.
    pub troubles: Vec<String>,
    /// What the page has asked for besides itself.
    pub requests: Vec<String>,
}

impl Browser {
    /// Starts it; none where there is no browser, which is said.
    #[expect(clippy::print_stdout, reason = "what is skipped is said")]
    pub fn start(name: &str) -> Option<Browser> {
        let profile = std::env::temp_dir().join(format!("bilint-{name}-{}", std::process::id()));
        fs::create_dir_all(&profile).unwrap();
        let start = |program: &&str| {
            Command::new(program)
                .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
                .args(["--no-first-run", "--disable-dev-shm-usage", "--remote-debugging-port=0"])
                .arg(format!("--user-data-dir={}", profile.display()))
                .arg("about:blank")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .ok()
        };
        let Some(process) = NAMES.iter().find_map(start) else {
            println!("skipped: no browser here; `apt-get install chromium` brings one");
            return None;
        };
        let begun = Instant::now();
        let place = loop {
            let told = fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
            if let Some((port, path)) = told.split_once('\n') {
                break format!("ws://127.0.0.1:{}{}", port.trim(), path.trim());
            }
            assert!(begun.elapsed() < PATIENCE, "the browser does not start");
            std::thread::sleep(Duration::from_millis(50));
        };
        let (socket, _) = tungstenite::connect(place).unwrap();
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
        }
        let (troubles, requests) = (Vec::new(), Vec::new());
        let mut browser =
            Browser { process, profile, socket, session: None, next: 0, troubles, requests };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", target);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Calls a method and waits for its answer.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let answer: Value = serde_json::from_str(&text).unwrap();
            if answer["id"] == json!(id) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.hear(&answer);
        }
    }

    fn hear(&mut self, event: &Value) {
        let said = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Runtime.exceptionThrown" => self.troubles.push(said["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" if said["type"] == "error" => {
                self.troubles.push(said["args"].to_string());
            }
            "Log.entryAdded" if said["entry"]["level"] == "error" => {
                self.troubles.push(said["entry"].to_string());
            }
            "Page.javascriptDialogOpening" => self.troubles.push(said.to_string()),
            "Network.requestWillBeSent" => {
                self.requests.push(said["request"]["url"].as_str().unwrap_or_default().to_owned());
            }
            _ => {}
        }
    }

    /// Opens a page and waits until it is there.
    pub fn open(&mut self, path: &Path, hash: &str) {
        let path = fs::canonicalize(path).unwrap();
        self.call("Page.navigate", json!({"url": "about:blank"}));
        self.requests.clear();
        let url = format!("file://{}{hash}", path.display());
        self.call("Page.navigate", json!({ "url": url }));
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /// What an expression gives; promises are waited for.
    pub fn eval(&mut self, expression: &str) -> Value {
        let call = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", call);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub fn wait(&mut self, expression: &str) {
        let begun = Instant::now();
        while self.eval(expression) != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "never true: {expression}; {:?}", self.troubles);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A number that an expression gives.
    pub fn number(&mut self, expression: &str) -> u64 {
        let value = self.eval(expression);
        value.as_u64().unwrap_or_else(|| panic!("{expression} gives {value}"))
    }

    /// Clicks on the middle of what a selector finds, as a mouse does.
    pub fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const it = document.querySelector({selector:?}); \
             it.scrollIntoView({{block: 'center', behavior: 'instant'}}); \
             const at = it.getClientRects()[0]; \
             return [at.left + at.width / 2, at.top + at.height / 2]; }})()"
        ));
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let mouse = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", mouse);
        }
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        for kind in ["rawKeyDown", "keyUp"] {
            let code = if key == "Enter" { 13 } else { 27 };
            let event = json!({"type": kind, "key": key, "windowsVirtualKeyCode": code});
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// The window, and the theme of the system.
    pub fn look(&mut self, width: u32, height: u32, theme: &str) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", size);
        // Nothing slides away from under a click.
        let features = json!([
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Keeps a picture of the window in the folder that `BILINT_SHOTS` names, if it names one.
    pub fn shoot(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("BILINT_SHOTS").map(PathBuf::from) else { return };
        let shot = self.call("Page.captureScreenshot", json!({"format": "png"}));
        keep(&folder.join(format!("{name}.png")), &shot["data"]);
    }

    /// Keeps what is printed there too.
    pub fn print(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("BILINT_SHOTS").map(PathBuf::from) else { return };
        let paper = json!({"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true});
        let sheet = self.call("Page.printToPDF", paper);
        keep(&folder.join(format!("{name}.pdf")), &sheet["data"]);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Writes what the protocol gives in base 64.
fn keep(path: &Path, data: &Value) {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for character in data.as_str().unwrap_or_default().bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
