//! The order of the certificates of a chain.

use p12_keystore::Certificate;

/// The certificate, and after each the one that has its issuer's name, as long as there is one among the
/// others. Those that cannot be read, and those of no use, are left out.
pub fn order(first: &[u8], others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut chain = vec![first.to_vec()];
    let mut others: Vec<_> =
        others.iter().filter(|other| *other != first).filter_map(|der| read(der)).collect();
    let mut last = read(first);
    while let Some(index) = last.and_then(|last| followed_by(&last, &others)) {
        let next = others.swap_remove(index);
        chain.push(next.as_der().to_vec());
        last = Some(next);
    }
    chain
}

fn followed_by(certificate: &Certificate, others: &[Certificate]) -> Option<usize> {
    others.iter().position(|other| other.subject() == certificate.issuer())
}

fn read(der: &[u8]) -> Option<Certificate> {
    Certificate::from_der(der).ok()
}
