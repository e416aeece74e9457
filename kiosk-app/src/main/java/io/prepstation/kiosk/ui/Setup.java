package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Reasons;
import java.time.Duration;
import java.util.Locale;

/// What is decided about the screens before they are built.
///
/// @param signIn how people prove who they are
/// @param reasons what people choose from
/// @param label what is printed of a session
/// @param lockAfter without a touch or scan the screen locks
/// @param locale English, German and Chinese have texts; any other shows English
public record Setup(
        StationFacts facts,
        Panel panel,
        Locale locale,
        Theme theme,
        Authentication signIn,
        Duration lockAfter,
        Reasons reasons,
        SessionLabel label) {

    private static final SessionLabel USUAL_LABEL = new SessionLabel(57, 32);

    /// With the reasons every station has, and the usual label.
    public Setup(
            StationFacts facts,
            Panel panel,
            Locale locale,
            Theme theme,
            Authentication signIn,
            Duration lockAfter) {
        this(facts, panel, locale, theme, signIn, lockAfter, Reasons.DEFAULT, USUAL_LABEL);
    }

    /// Signs in by choosing a name and never locks.
    public static Setup open(StationFacts facts, Panel panel, Locale locale, Theme theme) {
        return new Setup(facts, panel, locale, theme, Authentication.CHOSEN, Duration.ofDays(1));
    }
}
