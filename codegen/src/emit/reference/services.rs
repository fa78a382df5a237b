//! The part of the reference about web services.

use std::fmt;

use super::{code, name_of, text, write_group, write_row, write_table};
use crate::model::Service;

/// Request, answer, and reasons to refuse.
pub fn write_service(service: &Service, out: &mut String) -> fmt::Result {
    let tables: Vec<_> = service.tables.iter().map(|table| text(&table.head.name)).collect();
    let path = code(&service.path);
    let introduction = format!("{} ({})", text(&service.head.description), name_of(service.head.origin));
    write_group(out, &format!("Service {path}: request"), &introduction, &service.elements)?;
    let introduction = format!(
        "the request's root is {}, the answer's {}; the code {} confirms and nothing else does; codes are read \
         in {}",
        code(&service.request_root),
        code(&service.answer_root),
        service.confirmed,
        tables.join(", then ")
    );
    write_group(out, &format!("Service {path}: answer"), &introduction, &service.attributes)?;
    if service.reasons.is_empty() {
        return Ok(());
    }
    let columns: Vec<_> = ["Name", "Description"]
        .into_iter()
        .chain(tables.iter().map(String::as_str))
        .chain(["Origin"])
        .collect();
    write_table(out, &format!("Service {path}: reasons to refuse"), "", &columns)?;
    for reason in &service.reasons {
        let codes = reason.codes.iter().map(|choice| code(&choice.head.name));
        let head = [code(&reason.head.name), text(&reason.head.description)].into_iter();
        let cells: Vec<_> = head.chain(codes).chain([name_of(reason.head.origin)]).collect();
        write_row(out, &cells.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    Ok(())
}
