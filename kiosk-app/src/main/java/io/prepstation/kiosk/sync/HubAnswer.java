package io.prepstation.kiosk.sync;

/// What came back for a request: what was asked for, or why not.
public sealed interface HubAnswer<T> {

    record Accepted<T>(T body) implements HubAnswer<T> {}

    record Failed<T>(HubFailure why) implements HubAnswer<T> {}
}
