package io.prepstation.model.people;

/// How a signing person was recognised; printed beside the signature.
public enum Authentication {
    /// Picked from a list: printed "not authenticated".
    CHOSEN("chosen"),
    BADGE_AND_PIN("badge+pin");

    private final String word;

    Authentication(String word) {
        this.word = word;
    }

    /// The word on the wire and in records.
    public String word() {
        return word;
    }

    /// @throws IllegalArgumentException for a word that is no way of authentication
    public static Authentication ofWord(String word) {
        for (Authentication authentication : values()) {
            if (authentication.word.equals(word)) {
                return authentication;
            }
        }
        throw new IllegalArgumentException("unknown way of authentication \"" + word + "\"");
    }
}
