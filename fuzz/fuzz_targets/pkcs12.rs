//! `cargo fuzz run pkcs12`
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = wmlogin_fuzz::pkcs12::check(data);
});

#[cfg(not(fuzzing))]
fn main() {
    wmlogin_fuzz::run_files(wmlogin_fuzz::pkcs12::check);
}
