package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.model.people.Authentication;
import java.time.Duration;
import java.util.Locale;

/// What is decided about the screens before they are built.
///
/// @param signIn how people prove who they are
/// @param lockAfter without a touch or scan the screen locks
/// @param locale English and German have texts; any other shows English
public record Setup(
        StationFacts facts,
        Panel panel,
        Locale locale,
        Theme theme,
        Authentication signIn,
        Duration lockAfter) {

    /// Signs in by choosing a name and never locks.
    public static Setup open(StationFacts facts, Panel panel, Locale locale, Theme theme) {
        return new Setup(facts, panel, locale, theme, Authentication.CHOSEN, Duration.ofDays(1));
    }
}
