package io.prepstation.model.people;

/// Somebody with the right to stands for what an operator alone may not do.
///
/// @param reasonCode a code of the lab's list
/// @param text the reason in words; needed where the code is `other`
public record Approval(User by, Authentication authentication, String reasonCode, String text) {

    /// The reason code that says nothing without words.
    public static final String OTHER = "other";

    /// Code and words in one, as records keep it.
    public String reason() {
        return text.isBlank() ? reasonCode : reasonCode + ": " + text;
    }

    /// Whether it names a reason and somebody with that permission.
    public boolean valid(Permission needed) {
        boolean reasoned = !reasonCode.isBlank() && !(reasonCode.equals(OTHER) && text.isBlank());
        return reasoned && by.may(needed);
    }
}
