package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.Whole;
import io.prepstation.model.people.Authentication;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The station and its screen.
///
/// @param name as the header shows it
/// @param signIn how people prove who they are
/// @param lockAfter without a touch or scan the screen locks; the step stays
public record StationSettings(
        String name, Panel panel, Locale language, Authentication signIn, Duration lockAfter) {

    /// The screen's real size: touch targets are laid out in millimetres.
    public record Panel(int widthPx, int heightPx, int widthMm, int heightMm) {}

    private static final Key<String> NAME =
            Key.of("station.name", new Text("a name, not blank"), "The name in the header.");
    private static final Key<Integer> WIDTH_PX =
            Key.of("station.panel_width_px", new Whole(640, 7680), "The screen's width in pixels.");
    private static final Key<Integer> HEIGHT_PX =
            Key.of(
                    "station.panel_height_px",
                    new Whole(480, 4320),
                    "The screen's height in pixels.");
    private static final Key<Integer> WIDTH_MM =
            Key.of(
                    "station.panel_width_mm",
                    new Whole(80, 2000),
                    "The picture's width in millimetres; touch targets are laid out by it.");
    private static final Key<Integer> HEIGHT_MM =
            Key.of(
                    "station.panel_height_mm",
                    new Whole(50, 1500),
                    "The picture's height in millimetres.");
    private static final Key<Locale> LANGUAGE =
            Key.of(
                    "station.language",
                    Choice.of(
                            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE),
                            Locale::getLanguage),
                    "The language of the screens and of printed records: English, German or Chinese (simplified)."
                            + " Labels are English. The station's keys write Latin letters.");

    private static final Key<Authentication> SIGN_IN =
            Key.of(
                    "station.sign_in",
                    Choice.of(List.of(Authentication.values()), Authentication::word),
                    "How people sign in: with badge and PIN, or by choosing their name, which proves"
                            + " nothing and is printed so.");
    private static final Key<Duration> LOCK_AFTER =
            Key.of(
                    "station.lock_after",
                    new Span(Duration.ofSeconds(30), Duration.ofHours(8)),
                    "Without a touch or scan for so long the screen locks; the running step stays.");

    static final Section SECTION =
            new Section(
                    "station",
                    "The station and its screen.",
                    List.of(
                            NAME,
                            WIDTH_PX,
                            HEIGHT_PX,
                            WIDTH_MM,
                            HEIGHT_MM,
                            LANGUAGE,
                            SIGN_IN,
                            LOCK_AFTER),
                    List.of());

    static StationSettings from(Values values) {
        return new StationSettings(
                values.get(NAME),
                new Panel(
                        values.get(WIDTH_PX),
                        values.get(HEIGHT_PX),
                        values.get(WIDTH_MM),
                        values.get(HEIGHT_MM)),
                values.get(LANGUAGE),
                values.get(SIGN_IN),
                values.get(LOCK_AFTER));
    }
}
