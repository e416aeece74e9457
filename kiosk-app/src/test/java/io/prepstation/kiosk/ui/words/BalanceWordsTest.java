package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.OfflineCause.WrongBalance.Difference;
import io.prepstation.model.balance.OfflineCause.WrongBalance.Trait;
import io.prepstation.model.balance.OfflineReason;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DEV-BAL")
class BalanceWordsTest {

    private static final BalanceWords ENGLISH = in(Locale.ENGLISH);
    private static final BalanceWords GERMAN = in(Locale.GERMAN);
    private static final BalanceWords CHINESE = in(Locale.CHINESE);
    private static final String PORT = "/dev/ttyUSB0";

    /// Every cause, and what its sentence has to name whatever the language.
    private static final Map<OfflineCause, List<String>> CAUSES =
            Map.ofEntries(
                    Map.entry(new OfflineCause.NotConfigured(), List.of("balance.port")),
                    Map.entry(port(OfflineReason.NOT_FOUND), List.of(PORT + ": said")),
                    Map.entry(port(OfflineReason.PORT_REFUSED), List.of(PORT + ": said")),
                    Map.entry(port(OfflineReason.UNPLUGGED), List.of(PORT + ": said")),
                    Map.entry(new OfflineCause.Restarted(PORT), List.of(PORT)),
                    Map.entry(
                            new OfflineCause.Silent(PORT, "sbi", false),
                            List.of(PORT, "sbi", "2400 7E1")),
                    Map.entry(
                            new OfflineCause.Garbled(PORT, "sbi", "\u0000x9", false),
                            List.of(PORT, "sbi", "2400 7E1", "·x9")),
                    Map.entry(
                            new OfflineCause.Garbled(PORT, "sbi", "", false),
                            List.of(PORT, "sbi", "2400 7E1")),
                    Map.entry(new OfflineCause.Refusing(PORT, "ES"), List.of(PORT, "ES")),
                    Map.entry(
                            new OfflineCause.Silent(PORT, "creedmoor", true),
                            List.of(PORT, "creedmoor", "2400 7E1")),
                    Map.entry(
                            new OfflineCause.Garbled(PORT, "creedmoor", "x9", true),
                            List.of(PORT, "creedmoor", "2400 7E1", "x9")),
                    Map.entry(
                            new OfflineCause.WrongBalance(
                                    PORT,
                                    List.of(
                                            new Difference(Trait.SERIAL_NUMBER, "B21", "B7"),
                                            new Difference(Trait.MODEL, "XS205", "XPR4"),
                                            new Difference(Trait.MAXIMUM, "82 g", "220 g"))),
                            List.of(PORT, "B21", "B7", "XS205", "XPR4", "82 g", "220 g")),
                    Map.entry(new OfflineCause.WrongUnit("12.3 lb", "g"), List.of("12.3 lb", " g")),
                    Map.entry(new OfflineCause.Unidentified(), List.of()));

    private static BalanceWords in(Locale language) {
        return new BalanceWords(new Words(language, ZoneOffset.UTC), () -> "2400 7E1");
    }

    private static OfflineCause port(OfflineReason reason) {
        return new OfflineCause.Port(reason, PORT + ": said");
    }

    @Test
    void every_cause_has_its_own_sentence_in_each_language_with_what_was_seen() {
        for (BalanceWords words : List.of(ENGLISH, GERMAN, CHINESE)) {
            var sentences = new HashSet<String>();
            CAUSES.forEach((cause, named) -> {
                String sentence = words.advice(new Offline(cause));
                named.forEach(part -> assertTrue(sentence.contains(part), sentence));
                assertFalse(sentence.contains("{"), sentence);
                sentences.add(sentence);
            });
            assertEquals(CAUSES.size(), sentences.size());
        }
    }

    @Test
    void nothing_of_the_drivers_english_is_passed_through() {
        CAUSES.keySet()
                .forEach(cause -> {
                    Offline offline = new Offline(cause);
                    for (BalanceWords translated : List.of(GERMAN, CHINESE)) {
                        assertNotEquals(ENGLISH.advice(offline), translated.advice(offline));
                        assertNotEquals(ENGLISH.brief(offline), translated.brief(offline));
                    }
                });
    }

    @Test
    void a_silent_balance_is_asked_for_what_it_should_be_set_to() {
        assertEquals(
                "Nothing was received at /dev/ttyUSB0: is the balance on, is the cable in, is it set"
                        + " to sbi, 2400 7E1?",
                ENGLISH.advice(new Offline(new OfflineCause.Silent(PORT, "sbi", false))));
    }

    @Test
    void an_adapter_is_called_by_its_name() {
        String adapter = "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0";
        assertEquals(
                "The balance at FTDI_FT232R_USB_UART_A50285BI answers “ES” instead of a weight: close"
                        + " its menu, or wait until it has adjusted itself.",
                ENGLISH.advice(new Offline(new OfflineCause.Refusing(adapter, "ES"))));
        assertTrue(
                ENGLISH.advice(
                                new Offline(
                                        new OfflineCause.Port(
                                                OfflineReason.NOT_FOUND,
                                                adapter + ": Port not found")))
                        .endsWith("(FTDI_FT232R_USB_UART_A50285BI: Port not found)"));
    }

    @Test
    void a_long_line_of_garbage_leaves_room_for_the_advice() {
        String garbage = "x".repeat(400);
        String sentence = GERMAN.advice(new Offline(new OfflineCause.Refusing(PORT, garbage)));
        assertTrue(sentence.length() < 200, sentence);
        assertTrue(sentence.contains("xxx…"), sentence);
    }
}
