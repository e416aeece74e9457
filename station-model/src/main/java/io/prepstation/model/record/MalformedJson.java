package io.prepstation.model.record;

/// A text that is not the JSON it should be; the message names the place.
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1;

    public MalformedJson(String message) {
        super(message);
    }

    public MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }
}
