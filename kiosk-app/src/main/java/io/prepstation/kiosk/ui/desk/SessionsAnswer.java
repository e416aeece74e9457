package io.prepstation.kiosk.ui.desk;

import java.util.List;

/// The newest sessions of those that were asked for.
///
/// @param more whether there are older ones beyond them
public record SessionsAnswer(SessionsQuestion question, List<SessionRow> rows, boolean more) {

    public SessionsAnswer {
        rows = List.copyOf(rows);
    }

    /// @param found one more than was asked for, if there are more
    public static SessionsAnswer of(SessionsQuestion question, List<SessionRow> found) {
        return new SessionsAnswer(
                question,
                found.subList(0, Math.min(found.size(), question.most())),
                found.size() > question.most());
    }
}
