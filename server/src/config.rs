//! The settings: flags and `REISBORD_…` variables, checked once, at the start.
//!
//! What is wrong with them is one clear line. Nothing else reads the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::Uri;
use clap::{Args, Parser, Subcommand, ValueEnum};
use crdt::ids::{BoardId, Role};
use ipnet::IpNet;

use crate::exports::Form;

/// A board for customer journeys that a team edits together.
#[derive(Debug, Parser)]
#[command(name = "reisbord", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve boards until a signal comes.
    Serve(Box<Serve>),
    /// Make and list boards; works while the server runs.
    #[command(subcommand)]
    Board(BoardCommand),
    /// Make links; works while the server runs.
    #[command(subcommand)]
    Link(LinkCommand),
    /// Read everything in a data folder and say what is damaged; works while the server runs.
    Verify(Verify),
    /// Take a consistent copy of everything and read it back; works while the server runs.
    Backup(Backup),
    /// Put boards back as they were in a backup; works while the server runs.
    Restore(Restore),
    /// Write a board to a file; works while the server runs.
    Export(Export),
    /// Make a new board of an exported file; works while the server runs.
    Import(Import),
}

/// What to verify.
#[derive(Debug, Args)]
pub struct Verify {
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which backup to take.
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// A file that does not exist yet, or a folder that gets one with the date in its name.
    #[arg(long)]
    pub to: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// What to put back.
#[derive(Debug, Args)]
pub struct Restore {
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// A backup, or a folder that was copied while its server was stopped.
    #[arg(long)]
    pub from: PathBuf,
    /// Only this board; all that are in the backup otherwise.
    #[arg(long)]
    pub board: Option<BoardId>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The board.
    #[arg(long)]
    pub board: BoardId,
    /// In which form.
    #[arg(long, value_enum, default_value = "json")]
    pub format: Form,
    /// The file; standard output otherwise.
    #[arg(long)]
    pub to: Option<PathBuf>,
}

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// The exported file, as JSON.
    pub file: PathBuf,
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The title of the new board; the one in the file otherwise.
    #[arg(long)]
    pub title: Option<String>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "REISBORD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder that holds everything.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The address that people type, for example `https://reisbord.example.nl`.
    #[arg(long, env = "REISBORD_PUBLIC_URL", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,
    /// Below which path it is served; the path of the public URL when that has one.
    #[arg(long, env = "REISBORD_BASE_PATH", value_parser = base_path)]
    pub base_path: Option<String>,
    /// Where to give figures to Prometheus; not at all when absent.
    #[arg(long, env = "REISBORD_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Addresses of proxies whose `X-Forwarded-For` and `-Proto` count, for example `10.0.0.0/8`.
    #[arg(long, env = "REISBORD_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Start without the two demonstration boards.
    #[arg(long, env = "REISBORD_NO_DEMO", value_parser = clap::builder::FalseyValueParser::new(),
          action = clap::ArgAction::SetTrue)]
    pub no_demo: bool,
    /// Connections that one board takes.
    #[arg(long, env = "REISBORD_CONNECTIONS_PER_BOARD",
          default_value_t = crdt::limits::CONNECTIONS_DEFAULT)]
    pub connections_per_board: usize,
    /// MiB of memory that open boards may take together.
    #[arg(long, env = "REISBORD_BOARD_MEMORY", default_value_t = 1_024)]
    pub board_memory: usize,
    /// Days that automatic versions of a board are kept; 0 takes none.
    #[arg(long, env = "REISBORD_KEEP_VERSIONS", default_value_t = 90)]
    pub keep_versions: u32,
    /// A house style: a file of `--basis-…` tokens.
    #[arg(long, env = "REISBORD_THEME")]
    pub theme: Option<PathBuf>,
    /// A logo, as SVG, PNG or WebP.
    #[arg(long, env = "REISBORD_LOGO", requires = "organisation")]
    pub logo: Option<PathBuf>,
    /// Whose logo it is, for who cannot see it.
    #[arg(long, env = "REISBORD_ORGANISATION", value_parser = organisation)]
    pub organisation: Option<String>,
    /// The e-mail address of who runs this, in the description of the API.
    #[arg(long, env = "REISBORD_CONTACT", value_parser = contact)]
    pub contact: Option<String>,
    /// How to write the log.
    #[arg(long, env = "REISBORD_LOG_FORMAT", value_enum, default_value = "human")]
    pub log_format: LogFormat,
    /// What to log: a level, or a filter of tracing.
    #[arg(long, env = "REISBORD_LOG", default_value = "info")]
    pub log: String,
}

/// How to write the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Human,
    /// One JSON object per line.
    Json,
}

/// What to do with boards.
#[derive(Debug, Subcommand)]
pub enum BoardCommand {
    /// Make a board.
    Create {
        /// The folder of the server.
        #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
        data: PathBuf,
        /// The board's title.
        #[arg(long)]
        title: String,
        /// What it starts with.
        #[arg(long, default_value = "leeg")]
        template: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// List all boards.
    List {
        /// The folder of the server.
        #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
        data: PathBuf,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What to do with links.
#[derive(Debug, Subcommand)]
pub enum LinkCommand {
    /// Make a link. Its address is shown once.
    Create(LinkCreate),
}

/// Which link to make.
#[derive(Debug, Args)]
pub struct LinkCreate {
    /// The folder of the server.
    #[arg(long, env = "REISBORD_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The board it opens.
    #[arg(long, required_unless_present = "instance", requires = "role")]
    pub board: Option<BoardId>,
    /// What it lets people do there.
    #[arg(long, requires = "board")]
    pub role: Option<Role>,
    /// Beheer: every board. Works once.
    #[arg(long, conflicts_with_all = ["board", "role"])]
    pub instance: bool,
    /// How long it works: `7d`, `12h`, `30m`.
    #[arg(long, value_parser = life)]
    pub expires: Option<Life>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// How long a link works, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life(pub u64);

/// The address that people type, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// Whether it is https.
    pub is_secure: bool,
    /// Host, and port when it is not the usual one.
    pub authority: String,
    /// The path it is served below; empty at the root.
    pub path: String,
}

impl PublicUrl {
    /// Reads and checks an address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let form = || format!("`{text}` is no address like https://reisbord.example.nl");
        let uri: Uri = text.parse().map_err(|_uri| form())?;
        let is_secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(form()),
        };
        let authority = uri.authority().ok_or_else(form)?.as_str().to_ascii_lowercase();
        if authority.contains('@') || uri.query().is_some() {
            return Err(form());
        }
        let usual = if is_secure { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual).unwrap_or(&authority).to_owned();
        Ok(Self { is_secure, authority, path: base_path(uri.path())? })
    }

    /// The origin that browsers send.
    pub fn origin(&self) -> String {
        let scheme = if self.is_secure { "https" } else { "http" };
        format!("{scheme}://{}", self.authority)
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.origin(), self.path)
    }
}

impl Serve {
    /// Below which path everything is; empty at the root.
    pub fn base(&self) -> &str {
        let of_url = self.public_url.as_ref().map(|url| url.path.as_str());
        self.base_path.as_deref().or(of_url).unwrap_or_default()
    }

    /// The address to print when it listens there and no public URL is set.
    pub fn address(&self, listening: SocketAddr) -> PublicUrl {
        let ip = match listening.ip() {
            ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
            std::net::IpAddr::V4(ip) => ip.to_string(),
            std::net::IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let authority = format!("{ip}:{}", listening.port());
        let mut url = self.public_url.clone().unwrap_or(PublicUrl {
            is_secure: false,
            authority,
            path: String::new(),
        });
        self.base().clone_into(&mut url.path);
        url
    }
}

fn base_path(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./~".contains(&byte);
    let is_path = path.is_empty() || (path.starts_with('/') && !path.contains("//"));
    if is_path && path.bytes().all(plain) {
        Ok(path.to_owned())
    } else {
        Err(format!("`{text}` is no path like /reisbord"))
    }
}

/// A name that can stand in the page as it is.
fn organisation(text: &str) -> Result<String, String> {
    let name = text.trim();
    let plain = |c: char| !c.is_control() && !"<>&\"".contains(c);
    if name.is_empty() || name.chars().count() > 100 || !name.chars().all(plain) {
        return Err(format!(
            "`{text}` is no name of at most 100 characters without <, >, & and \""
        ));
    }
    Ok(name.to_owned())
}

/// An address that a person can write to; whether it arrives is up to the post.
fn contact(text: &str) -> Result<String, String> {
    let has_ends =
        text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>".contains(c);
    if !has_ends || text.len() > 254 || !text.chars().all(plain) {
        return Err(format!("`{text}` is no e-mail address"));
    }
    Ok(text.to_owned())
}

fn network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse::<std::net::IpAddr>().map(IpNet::from);
    let network = text.parse::<IpNet>().or_else(|_network| address());
    network.map_err(|_address| format!("`{text}` is no address or network like 10.0.0.0/8"))
}

fn life(text: &str) -> Result<Life, String> {
    let wrong = || format!("`{text}` is no time like 7d, 12h or 30m");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let minutes: u64 = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        'w' => 7 * 24 * 60,
        _ => return Err(wrong()),
    };
    let number: u64 =
        text.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
    let life = number.checked_mul(minutes * 60_000).filter(|life| *life > 0);
    life.map(Life).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_public_url_is_an_origin_and_a_path() {
        let url = PublicUrl::parse("https://Reisbord.example.nl:443/klant/").unwrap();
        assert_eq!(url.to_string(), "https://reisbord.example.nl/klant");
        assert_eq!(url.origin(), "https://reisbord.example.nl");
        assert_eq!(PublicUrl::parse("http://[::1]:80").unwrap().origin(), "http://[::1]");
        for wrong in ["reisbord", "ftp://x", "https://a@b", "https://a/?q", "https://a/<b>", ""] {
            assert!(PublicUrl::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_life_is_a_number_and_a_unit() {
        assert_eq!(life("7d"), Ok(Life(7 * 86_400_000)));
        assert_eq!(life("30m"), Ok(Life(1_800_000)));
        for wrong in ["", "7", "d", "-1d", "0d", "7é", "99999999999999999999d"] {
            assert!(life(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        assert_eq!(network("10.0.0.0/8").unwrap().to_string(), "10.0.0.0/8");
        assert_eq!(network("::1").unwrap().to_string(), "::1/128");
        assert!(network("here").is_err());
    }
}
