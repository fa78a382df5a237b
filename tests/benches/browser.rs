//! The documents' examples as a browser posts them.

use wmlogin_types::EXAMPLES;

/// The form body of an example.
pub fn body(title: &str) -> String {
    let example =
        EXAMPLES.iter().find(|example| example.title == title).expect("an example of the documents");
    form_urlencoded::Serializer::new(String::new()).extend_pairs(example.fields).finish()
}
