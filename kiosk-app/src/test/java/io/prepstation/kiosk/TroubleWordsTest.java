package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.Trouble;
import io.prepstation.device.camera.CameraProblem;
import io.prepstation.kiosk.ui.words.Words;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("REC-4")
@Tag("DEV-PIN")
class TroubleWordsTest {

    private static final TroubleWords ENGLISH = in(Locale.ENGLISH);
    private static final TroubleWords GERMAN = in(Locale.GERMAN);
    private static final TroubleWords CHINESE = in(Locale.CHINESE);

    private static TroubleWords in(Locale language) {
        return new TroubleWords(new Words(language, ZoneOffset.UTC));
    }

    private static String of(TroubleWords words, Trouble.Kind kind) {
        return words.of(List.of(Trouble.of(kind, "eins", "zwei")));
    }

    static Stream<Trouble.Kind> kinds() {
        return Stream.of(Trouble.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_trouble_has_its_own_words_in_every_language(Trouble.Kind kind) {
        Set<String> sentences = new HashSet<>();
        for (TroubleWords words : List.of(ENGLISH, GERMAN, CHINESE)) {
            String sentence = of(words, kind);
            assertFalse(sentence.contains("{"), sentence);
            sentences.add(sentence);
        }
        assertEquals(3, sentences.size());
        assertEquals(1, kinds().filter(one -> sentences.contains(of(ENGLISH, one))).count());
    }

    @Test
    void several_at_once_are_said_one_after_the_other() {
        List<Trouble> both =
                List.of(Trouble.of(Trouble.Kind.PAPER_OUT), Trouble.of(Trouble.Kind.HEAD_OPEN));
        assertEquals(
                "Kein Papier: neue Rolle einlegen. Der Druckkopf ist offen: Deckel schließen.",
                GERMAN.of(both));
    }

    @Test
    void a_camera_without_picture_says_why_in_every_language() {
        for (CameraProblem problem : CameraProblem.values()) {
            String said = "ffmpeg: ended";
            assertNotEquals(ENGLISH.of(problem, said), GERMAN.of(problem, said));
            assertNotEquals(ENGLISH.of(problem, said), CHINESE.of(problem, said));
            assertTrue(GERMAN.of(problem, said).endsWith("(" + said + ")"));
            assertTrue(CHINESE.of(problem, said).endsWith("（" + said + "）"));
        }
    }
}
