//! Telling a connection of an earlier question from a new one.

use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    /// Says if the question of this task has begun to open a connection.
    static CONNECTING: Cell<bool>;
}

/// Notes each attempt to connect for the question that causes it. The client takes a connection of its pool
/// if there is one, and only otherwise calls the connector, in the same task.
#[derive(Clone, Copy)]
pub(super) struct NoteConnecting;

/// A connector that notes its calls.
#[derive(Clone)]
pub(super) struct NotedConnector<S>(S);

impl<S> Layer<S> for NoteConnecting {
    type Service = NotedConnector<S>;

    fn layer(&self, connector: S) -> NotedConnector<S> {
        NotedConnector(connector)
    }
}

impl<S: Service<R>, R> Service<R> for NotedConnector<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        // Outside a question there is nothing to note.
        let _ = CONNECTING.try_with(|connecting| connecting.set(true));
        self.0.call(request)
    }
}

/// Runs the sending of one question. Returns its result, and `true` if it went out on a connection of an
/// earlier question.
pub(super) async fn noting<T>(sending: impl Future<Output = T>) -> (T, bool) {
    // Each block that held it by value would make the future of a question larger.
    let sending = pin!(sending);
    let noted = async {
        let result = sending.await;
        (result, CONNECTING.with(|connecting| !connecting.get()))
    };
    CONNECTING.scope(Cell::new(false), noted).await
}
