//! Where the texts of the articles wait until the report is put together, and how it gets its name.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use bilint::report::Format;
use bilint::report::batch::{self, Batch};
use bilint::report::page::{self, Texts};

use super::super::CommandError;
use super::super::output::{WholeFile, note};

/// From this size on the texts stand in files beside the page, in bytes: a browser reads what is
/// larger before it shows anything.
const LARGE: u64 = 64 << 20;

/// The reports that are wanted.
pub struct Pages {
    wanted: Vec<Wanted>,
    pages: Store,
    data: Store,
    /// From this size of the texts on they stand beside the page.
    large: u64,
}

struct Wanted {
    as_data: bool,
    /// None for standard output.
    path: Option<PathBuf>,
    file: Option<WholeFile>,
}

/// Texts one after the other in a file without a name, which the system takes away however the run
/// ends.
struct Store {
    file: BufWriter<File>,
    ends: Vec<u64>,
}

impl Store {
    fn new(beside: Option<&Path>) -> io::Result<Store> {
        let folder = beside.and_then(Path::parent).filter(|it| !it.as_os_str().is_empty());
        let file = match folder {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        };
        Ok(Store { file: BufWriter::new(file?), ends: Vec::new() })
    }

    fn len(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    fn push(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        self.ends.push(self.len() + text.len() as u64);
        Ok(())
    }

    fn get(&mut self, number: usize) -> io::Result<String> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(start))?;
        let mut text = String::new();
        file.take(self.ends[number] - start).read_to_string(&mut text)?;
        Ok(text)
    }
}

impl Pages {
    /// The report itself, and those of `outputs` that are reports too; they are taken out of it.
    pub fn new(
        main: Option<PathBuf>,
        as_data: bool,
        outputs: &mut Vec<(Format, PathBuf)>,
    ) -> Result<Pages, CommandError> {
        let mut wanted = vec![(as_data, main)];
        outputs.retain(|(format, path)| {
            let is_report = matches!(format, Format::Html | Format::Json);
            if is_report {
                wanted.push((*format == Format::Json, Some(path.clone())));
            }
            !is_report
        });
        let open = |(as_data, path): (bool, Option<PathBuf>)| {
            let file = path.as_deref().map(WholeFile::create).transpose();
            match file {
                Ok(file) => Ok(Wanted { as_data, path, file }),
                Err(error) => Err(cannot(path.as_deref(), &error)),
            }
        };
        let wanted: Vec<Wanted> = wanted.into_iter().map(open).collect::<Result<_, _>>()?;
        let beside = wanted.iter().find_map(|it| it.path.as_deref());
        let store = || Store::new(beside).map_err(|error| cannot(beside, &error));
        let large = std::env::var("BILINT_LARGE").ok().and_then(|it| it.parse().ok());
        Ok(Pages { pages: store()?, data: store()?, wanted, large: large.unwrap_or(LARGE) })
    }

    /// Whether programs are to be told too.
    pub fn wants_data(&self) -> bool {
        self.wanted.iter().any(|it| it.as_data)
    }

    /// Keeps the texts of the next article.
    pub fn take(&mut self, page: &str, data: &str) -> Result<(), CommandError> {
        if self.wanted.iter().any(|it| !it.as_data) {
            self.pages.push(page).map_err(CommandError::Write)?;
        }
        if self.wants_data() {
            self.data.push(data).map_err(CommandError::Write)?;
        }
        Ok(())
    }

    /// Writes the reports; each appears under its name when it is whole.
    pub fn finish(mut self, batch: &Batch) -> Result<(), CommandError> {
        for mut wanted in std::mem::take(&mut self.wanted) {
            let path = wanted.path.clone();
            let written = match wanted.file.take() {
                Some(file) => self.put_in_file(&wanted, file, batch),
                None => {
                    let mut out = BufWriter::new(io::stdout().lock());
                    let written = self.write(wanted.as_data, None, batch, &mut out);
                    written.and_then(|()| out.flush())
                }
            };
            match written {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                written => written.map_err(|error| cannot(path.as_deref(), &error))?,
            }
        }
        Ok(())
    }

    fn put_in_file(
        &mut self,
        wanted: &Wanted,
        mut file: WholeFile,
        batch: &Batch,
    ) -> io::Result<()> {
        let path = wanted.path.as_deref().unwrap_or(Path::new(""));
        if wanted.as_data || self.pages.len() <= self.large {
            self.write(wanted.as_data, None, batch, &mut file)?;
            return file.finish();
        }
        let (folder, name) = self.beside(path)?;
        self.write(false, Some(&name), batch, &mut file)?;
        file.finish()?;
        remove_others(&folder, &name);
        note(&format!(
            "the texts of the articles are in {} beside the page; keep the two together",
            folder.display()
        ));
        Ok(())
    }

    fn write(
        &mut self,
        as_data: bool,
        folder: Option<&str>,
        batch: &Batch,
        out: &mut impl Write,
    ) -> io::Result<()> {
        if as_data {
            return batch::json(batch, &mut |number| self.data.get(number), out);
        }
        let texts = folder.map_or(Texts::Inside, Texts::Beside);
        page::write(batch, texts, &mut |number| self.pages.get(number), out)
    }

    /// Writes the texts into a folder of their own, named by what is in it: the texts of a report
    /// that is there stay until the new one has its name. The folder that holds it, and the name of
    /// the two together as the page knows it.
    fn beside(&mut self, page: &Path) -> io::Result<(PathBuf, String)> {
        let stem = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = page.with_file_name(format!("{stem}-texts"));
        fs::create_dir_all(&folder)?;
        let temporary = folder.join(format!("{}.tmp", std::process::id()));
        fs::create_dir(&temporary)?;
        let mut hasher = DefaultHasher::new();
        for number in 0..self.pages.ends.len() {
            let text = page::file(number, &self.pages.get(number)?);
            hasher.write(text.as_bytes());
            fs::write(temporary.join(page::file_name(number)), text)?;
        }
        let name = format!("{:016x}", hasher.finish());
        let place = folder.join(&name);
        if place.exists() {
            fs::remove_dir_all(&temporary)?;
        } else {
            fs::rename(&temporary, &place)?;
        }
        Ok((folder, format!("{stem}-texts/{name}")))
    }
}

/// Removes the texts of older reports, and those of runs that were interrupted.
fn remove_others(folder: &Path, kept: &str) {
    let kept = kept.rsplit('/').next().unwrap_or_default();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = name.len() == 16 && name.bytes().all(|it| it.is_ascii_hexdigit());
        if name != kept && (is_ours || name.ends_with(".tmp")) {
            // What cannot be removed is only room on the disk.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn cannot(path: Option<&Path>, error: &io::Error) -> CommandError {
    match path {
        Some(path) => CommandError::Usage(format!("{} cannot be written: {error}", path.display())),
        None => CommandError::Usage(format!("the report cannot be written: {error}")),
    }
}
