//! Where a request comes from: its address and scheme, as far as they can be believed.
//!
//! `X-Forwarded-For` and `-Proto` count only when the connection itself comes from a trusted proxy.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

use crate::config::Serve;

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address of whoever really asks.
pub fn address(config: &Serve, peer: Peer, headers: &HeaderMap) -> IpAddr {
    let is_trusted = |ip: &IpAddr| is_in(&config.trusted_proxies, ip);
    let mut address = peer.0.ip().to_canonical();
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    // From the nearest hop outwards, as long as who says it is trusted.
    for hop in forwarded.iter().rev() {
        if !is_trusted(&address) {
            break;
        }
        let Ok(ip) = hop.trim().parse::<IpAddr>() else { break };
        address = ip.to_canonical();
    }
    address
}

/// Whether the browser speaks https, here or to the proxy.
pub fn is_secure(config: &Serve, peer: Option<Peer>, headers: &HeaderMap) -> bool {
    match &config.public_url {
        Some(url) => url.is_secure,
        None => {
            let trusted = peer
                .is_some_and(|peer| is_in(&config.trusted_proxies, &peer.0.ip().to_canonical()));
            let proto = headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok());
            trusted && proto == Some("https")
        }
    }
}

/// The part of an address that stands for one visitor: a whole /64 of IPv6.
pub fn visitor(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
    }
}

fn is_in(networks: &[IpNet], ip: &IpAddr) -> bool {
    networks.iter().any(|network| network.contains(ip))
}
