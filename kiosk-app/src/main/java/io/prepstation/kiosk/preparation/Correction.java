package io.prepstation.kiosk.preparation;

import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;

/// What a supervisor puts right about a session the hub refused, and signs. What was weighed never changes.
///
/// @param reasonCode of the site's list
/// @param text what was done, in the supervisor's words
public record Correction(User by, String reasonCode, String text, Authentication authentication) {

    /// As a supervisor approved it on the screen.
    public static Correction of(Approval approval) {
        return new Correction(
                approval.by(), approval.reasonCode(), approval.text(), approval.authentication());
    }
}
