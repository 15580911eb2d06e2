//! `message.email_addresses`: in running text, disguised, behind mailto.

use super::target::percent_decoded;
use super::written::What;
use super::{hosts, links::Linked};
use crate::message::Message;
use crate::model::{EmailAddress, Link, LinkKind, LinkOrigin, List, WrittenAs, Zone};
use std::collections::BTreeMap;

/// Addresses of the message, and those of each quote.
#[derive(Debug, Default)]
pub(crate) struct Addressed {
    pub(crate) addresses: List<EmailAddress>,
    pub(crate) quoted: BTreeMap<usize, Vec<EmailAddress>>,
}

/// Finds all addresses.
pub(crate) fn find(message: &Message, linked: &Linked) -> Addressed {
    let mut found = Addressed::default();
    found.addresses.open = linked.links.open;
    let mut quote = 0;
    for (zone, written) in message.zones().iter().zip(message.written()) {
        let list = match zone.zone {
            Zone::Attached => continue,
            Zone::Quoted => {
                quote += 1;
                found.quoted.entry(quote - 1).or_default()
            }
            _ => &mut found.addresses.items,
        };
        for address in written.iter().filter(|found| found.what == What::Email) {
            let written_as = if address.spelled_out { WrittenAs::SpelledOut } else { WrittenAs::Plain };
            if let Some((value, host)) = split(&address.value) {
                list.push(EmailAddress { item: zone.item(address.range.clone()), value, host, written_as });
            }
        }
    }
    for link in &linked.links.items {
        found.addresses.items.extend(behind(link));
    }
    for (quote, links) in &linked.quoted {
        let list = found.quoted.entry(*quote).or_default();
        list.extend(links.iter().flat_map(behind));
    }
    let most = message.limits().items;
    if found.addresses.items.len() > most {
        found.addresses.items.truncate(most);
        found.addresses.open = Some("limit.items");
    }
    found
}

/// Local part as written and host in A-labels.
fn split(address: &str) -> Option<(String, String)> {
    let (local, written) = address.rsplit_once('@')?;
    let bare = written.trim_matches(['[', ']']);
    let host = hosts::normal_host(bare)?;
    let known = hosts::has_known_suffix(&host) || hosts::is_ip_literal(&host);
    (known && !local.is_empty()).then(|| (format!("{local}@{host}"), host))
}

/// Addresses that a mailto link leads to, in text that is a link.
fn behind(link: &Link) -> Vec<EmailAddress> {
    if link.kind != LinkKind::Mail || link.origin == LinkOrigin::Header {
        return Vec::new();
    }
    let Some((_, rest)) = link.href.split_once(':') else { return Vec::new() };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let fields = query.split('&').filter_map(|field| field.split_once('='));
    let more = fields.filter(|(name, _)| ["to", "cc", "bcc"].contains(&name.to_ascii_lowercase().as_str()));
    let lists = [path].into_iter().chain(more.map(|(_, value)| value));
    let addresses = lists.flat_map(|list| percent_decoded(list).split(',').map(str::to_owned).collect::<Vec<_>>());
    addresses
        .filter_map(|address| split(address.trim()))
        .map(|(value, host)| EmailAddress { item: link.item.clone(), value, host, written_as: WrittenAs::Link })
        .collect()
}
