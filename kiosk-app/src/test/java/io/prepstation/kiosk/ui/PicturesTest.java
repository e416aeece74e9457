package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.PrimerRules;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.model.people.Authentication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every screen at both sizes in every language: drawn to `target/pictures`, and looked over for what an eye would
/// stumble on.
@Tag("WEI-13")
class PicturesTest {

    private static final Path PICTURES = Path.of("target", "pictures");

    /// How often the screen may come to rest before what was tapped last, in a list that opens a form that opens a pad,
    /// has been answered.
    private static final int TURNS = 16;

    static Stream<Arguments> panels_and_languages() {
        return Stream.of(Panel.SEVEN_INCH, Panel.TEN_INCH)
                .flatMap(panel ->
                        Stream.of("en", "de", "zh").map(language -> Arguments.of(panel, language)));
    }

    @ParameterizedTest
    @MethodSource("panels_and_languages")
    void nothing_is_cut_overlapping_or_too_small(Panel panel, String language)
            throws IOException, InterruptedException {
        Setup setup = setup(panel, language, Theme.LIGHT);
        List<String> faults = new ArrayList<>();
        PrimerRules primer = PrimerRules.of(Theme.LIGHT);
        for (Map.Entry<String, Gallery.Picture> picture : Gallery.all().entrySet()) {
            StationScreen screen = shown(setup, picture.getKey(), picture.getValue());
            Path file =
                    PICTURES.resolve(panel.widthPx() + "-" + language)
                            .resolve(picture.getKey() + ".png");
            screen.picture(file);
            Toolkit.ask(() -> new Inspection(screen.scene(), panel).faults())
                    .forEach(fault -> faults.add(picture.getKey() + ": " + fault));
            Toolkit.ask(() -> primer.missing(screen.scene().getRoot()))
                    .forEach(rule -> faults.add(picture.getKey() + ": not in our sheet: " + rule));
        }
        assertEquals("", String.join("\n", faults));
    }

    @ParameterizedTest
    @MethodSource("panels_and_languages")
    void the_dark_theme_shows_the_same(Panel panel, String language)
            throws IOException, InterruptedException {
        if (panel.equals(Panel.SEVEN_INCH) && language.equals("en")) {
            Setup setup = setup(panel, language, Theme.DARK);
            Map<String, Gallery.Picture> all = Gallery.all();
            for (String name :
                    List.of("02-home", "14-dispensing-fine", "16-in-tolerance", "29-signing")) {
                shown(setup, name, all.get(name))
                        .picture(PICTURES.resolve("dark").resolve(name + ".png"));
            }
        }
    }

    static Setup setup(Panel panel, String language, Theme theme) {
        return Setup.open(
                new StationFacts("Station 3", "Lab A", true, ZoneId.of("Europe/Berlin")),
                panel,
                Locale.of(language),
                theme);
    }

    /// Signs in by badge, and locks at once over a bench that somebody works at.
    static Setup byBadge(Setup setup) {
        return new Setup(
                setup.facts(),
                setup.panel(),
                setup.locale(),
                setup.theme(),
                Authentication.BADGE_AND_PIN,
                Duration.ZERO);
    }

    private static StationScreen shown(Setup usual, String name, Gallery.Picture picture)
            throws InterruptedException {
        Setup setup = Gallery.BY_BADGE.contains(name) ? byBadge(usual) : usual;
        StationScreen screen =
                Toolkit.ask(() ->
                        new StationScreen(
                                setup,
                                new DeskLog(picture.bench()),
                                InstantSource.fixed(BenchFixture.NOW),
                                LabelScene::modules,
                                Toolkit.thread()));
        screen.showPeople(BenchFixture.PEOPLE);
        screen.showSessions(BenchFixture.sessions(!name.contains("waiting")));
        screen.show(picture.sync());
        screen.show(picture.situation());
        Toolkit.ask(() -> 0);
        Toolkit.ask(() -> {
            screen.scene().getRoot().applyCss();
            screen.scene().getRoot().layout();
            picture.then().accept(screen);
            return 0;
        });
        screen.show(LabelScene.of("F=PRM00936"));
        for (int turn = 0; turn < TURNS; turn++) {
            Toolkit.ask(() -> 0);
        }
        return screen;
    }
}
