//! The order of the certificates of a chain.

use wmlogin_certificate::Certificate;

/// Returns the certificate, and after each the one that has its issuer's name, as long as there is one among the
/// others. Those that cannot be read, and those of no use, are left out.
pub fn order(first: &[u8], others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut chain = vec![first.to_vec()];
    let others = others.iter().filter(|other| *other != first).map(Vec::as_slice);
    let mut others: Vec<_> = others.filter_map(read).collect();
    let mut last = read(first);
    while let Some(index) = last.and_then(|last| followed_by(&last, &others)) {
        let next = others.swap_remove(index);
        chain.push(next.der().to_vec());
        last = Some(next);
    }
    chain
}

fn followed_by(certificate: &Certificate<'_>, others: &[Certificate<'_>]) -> Option<usize> {
    others.iter().position(|other| other.subject() == certificate.issuer())
}

fn read(der: &[u8]) -> Option<Certificate<'_>> {
    Certificate::parse(der).ok()
}
