//! Responses inside of what a browser and its tools hand over.

use serde_json::Value;
use wmlogin_types::Field;

use super::notation::{is_body, query};

/// The maximum nesting of JSON that is searched.
const MAX_DEPTH: usize = 16;

/// The options of `curl` that give a body.
const DATA: [&str; 5] = ["--data-raw", "--data-binary", "--data-urlencode", "--data", "-d"];

/// The surroundings of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
pub enum Source {
    #[strum(serialize = "an HTTP request")]
    Request,
    #[strum(serialize = "a command for curl")]
    Curl,
    #[strum(serialize = "a call of fetch")]
    Fetch,
    #[strum(serialize = "JSON")]
    Json,
    #[strum(serialize = "a part of an HTML page")]
    Html,
}

/// Returns the form body in the text, and what surrounds it.
pub fn body(text: &str) -> Option<(Source, String)> {
    let found = |source| move |body| (source, body);
    http_request(text)
        .map(found(Source::Request))
        .or_else(|| curl(text).map(found(Source::Curl)))
        .or_else(|| fetch(text).map(found(Source::Fetch)))
        .or_else(|| json(text).map(found(Source::Json)))
        .or_else(|| html(text).map(found(Source::Html)))
}

/// Returns the body of a request, or its query if it has no body.
fn http_request(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('\n')?;
    let [method, target, version] = first.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    if !version.starts_with("HTTP/") || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let body = rest.split_once("\n\n").map(|(_, body)| body.trim()).filter(|body| !body.is_empty());
    body.or(query(target)).map(str::to_owned)
}

/// Returns the argument of the option that gives the body, as a browser quotes it for a shell.
fn curl(text: &str) -> Option<String> {
    let arguments = text.strip_prefix("curl ")?;
    let rest = DATA.iter().find_map(|option| Some(arguments.split_once(&format!(" {option} "))?.1))?;
    let rest = rest.trim_start().trim_start_matches('$');
    let quote = rest.chars().next().filter(|quote| ['\'', '"'].contains(quote));
    let argument = match quote {
        Some(quote) => rest[1..].split(quote).next(),
        None => rest.split_whitespace().next(),
    };
    argument.map(str::to_owned)
}

/// Returns the body of a call, which browsers write as JSON.
fn fetch(text: &str) -> Option<String> {
    let (_, rest) = text.strip_prefix("fetch(")?.split_once("\"body\":")?;
    serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()
}

fn json(text: &str) -> Option<String> {
    if !text.starts_with(['{', '[', '"']) {
        return None;
    }
    search(&serde_json::from_str(text).ok()?, MAX_DEPTH)
}

/// Returns the first value that has a documented field: names with values, pairs, or a body.
fn search(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Object(object) => {
            let pairs = object.iter().filter_map(|(name, value)| Some((name.clone(), scalar(value)?)));
            encoded(pairs.collect()).or_else(|| object.values().find_map(|value| search(value, depth)))
        }
        Value::Array(values) => {
            let pair = |value: &Value| Some((scalar(value.get("name")?)?, scalar(value.get("value")?)?));
            encoded(values.iter().filter_map(pair).collect())
                .or_else(|| values.iter().find_map(|value| search(value, depth)))
        }
        Value::String(text) if is_body(text) => {
            let names = form_urlencoded::parse(text.as_bytes());
            names.into_iter().any(|(name, _)| is_documented(&name)).then(|| text.clone())
        }
        _ => None,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn encoded(pairs: Vec<(String, String)>) -> Option<String> {
    let has_field = pairs.iter().any(|(name, _)| is_documented(name));
    has_field.then(|| form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

fn is_documented(name: &str) -> bool {
    Field::from_name(name).is_some()
}

/// Returns a body or the query of an address in which the ampersands are escaped.
fn html(text: &str) -> Option<String> {
    if !text.contains("&amp;") {
        return None;
    }
    let text = text.replace("&amp;", "&");
    match query(&text) {
        Some(query) => Some(query.to_owned()),
        None => is_body(&text).then_some(text),
    }
}
