//! A program without `std` that reads a response; the test `no_std` checks it.
//!
//! It defines a panic handler of its own, and so does `std`: if any crate below this one brought `std` in,
//! the compiler would refuse the second one.

#![no_std]

extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;
use core::ptr;

use wmlogin_types::Response;

/// An allocator without memory. The program is never run.
struct NoMemory;

// SAFETY: a null pointer says that there is no memory, which is always true here, so nothing is ever given
// back either. Only an `unsafe impl` makes an allocator; wmlogin-types itself forbids unsafe code.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Reads a response, writes it back and prints an error, so that all of this is compiled.
#[must_use]
pub fn use_everything(body: &[u8]) -> usize {
    match Response::parse(body) {
        Ok(response) => response.to_form().len() + response.to_pairs().len(),
        Err(error) => alloc::format!("{error}").len(),
    }
}
