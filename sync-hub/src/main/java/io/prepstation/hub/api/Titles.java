package io.prepstation.hub.api;

import io.netty.handler.codec.http.HttpResponseStatus;

/// The title of a problem: the same for every occurrence of its status.
final class Titles {

    private Titles() {}

    static String of(int status) {
        return switch (status) {
            case 401 -> "Not enrolled";
            case 409 -> "At odds with what the hub has";
            case 413 -> "Too large";
            case 422 -> "Refused for good";
            case 429 -> "Too many tries";
            case 503 -> "Not now";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
