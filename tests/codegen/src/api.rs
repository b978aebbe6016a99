//! `api.ts`: what goes over HTTP, as the server's own types say it.

use server::error::ProblemBody;
use server::http::{boards, links, members, session, templates, versions};
use ts_rs::Config;

use crate::typescript::{declaration, header};

/// The whole file.
pub(crate) fn write() -> String {
    let config = Config::default();
    let mut out = header("The bodies of `/v1`; `docs/PROTOCOL.md` lists the routes.");
    out.push_str("\nimport type { Role } from \"./schema.ts\";\n");
    declaration::<ProblemBody>(&config, &mut out);
    declaration::<session::Start>(&config, &mut out);
    declaration::<session::Started>(&config, &mut out);
    declaration::<session::Me>(&config, &mut out);
    declaration::<session::Rename>(&config, &mut out);
    declaration::<templates::Template>(&config, &mut out);
    declaration::<templates::Templates>(&config, &mut out);
    declaration::<boards::Board>(&config, &mut out);
    declaration::<boards::Boards>(&config, &mut out);
    declaration::<boards::CreateBoard>(&config, &mut out);
    declaration::<boards::ChangeBoard>(&config, &mut out);
    declaration::<links::Link>(&config, &mut out);
    declaration::<links::Links>(&config, &mut out);
    declaration::<links::CreateLink>(&config, &mut out);
    declaration::<links::CreatedLink>(&config, &mut out);
    declaration::<members::Member>(&config, &mut out);
    declaration::<members::Members>(&config, &mut out);
    declaration::<members::ChangeMember>(&config, &mut out);
    declaration::<versions::Version>(&config, &mut out);
    declaration::<versions::Versions>(&config, &mut out);
    declaration::<versions::NameVersion>(&config, &mut out);
    out
}
