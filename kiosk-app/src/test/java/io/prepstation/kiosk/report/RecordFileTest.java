package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.report.RecordLine.Sum;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-1")
@Tag("REC-3")
class RecordFileTest {

    @TempDir Path folder;
    private List<String> lines = List.of();

    @BeforeEach
    void export() throws StoreException, MalformedJson {
        try (SampleBench bench = SampleBench.in(folder)) {
            for (int i = 0; i < 3; i++) {
                bench.completed(SampleLab.THREE);
            }
            lines = exported(bench);
        }
    }

    private static List<String> exported(SampleBench bench) throws StoreException, MalformedJson {
        RecordLine line = new RecordLine(SampleBench.KEY);
        List<FrozenText> texts = new ArrayList<>();
        bench.database()
                .read(handle -> {
                    FrozenText.each(handle, texts::add);
                    return texts;
                });
        List<String> lines = new ArrayList<>();
        Sum sum = Sum.NONE;
        for (FrozenText text : texts) {
            lines.add(line.of(text.text(), null));
            sum = sum.plus(lines.getLast());
        }
        lines.add(line.end(sum));
        return lines;
    }

    private static Optional<String> fault(List<String> lines) {
        return RecordFile.verify(lines, Optional.empty(), Map.of()).fault();
    }

    private List<String> changed(java.util.function.Consumer<List<String>> change) {
        List<String> copy = new ArrayList<>(lines);
        change.accept(copy);
        return copy;
    }

    @Nested
    class As_it_was_exported {

        @Test
        void is_intact_and_tells_whose_it_is() {
            String key = SigningKey.rawPublicKey(SampleBench.KEY);

            assertEquals(
                    new RecordFile.Report(3, SigningKey.idOf(key), Optional.empty()),
                    RecordFile.verify(lines, Optional.of(key), Map.of()));
        }

        @Test
        void is_the_same_to_the_byte_when_made_again() throws Exception {
            try (SampleBench bench = SampleBench.reopened(folder)) {
                assertEquals(lines, exported(bench));
            }
        }

        @Test
        void is_not_of_another_station() {
            String other = SigningKey.rawPublicKey(SampleBench.newKey());

            assertTrue(
                    RecordFile.verify(lines, Optional.of(other), Map.of())
                            .fault()
                            .orElse("")
                            .contains("another station"));
        }
    }

    @Nested
    @Tag("SYN-16")
    class With_a_photo {

        private String photographed() throws Exception {
            try (SampleBench bench = SampleBench.in(folder.resolve("photo"))) {
                SessionRecord session = bench.created(SampleLab.THREE);
                SampleBench.saved(
                        bench.service()
                                .attach(
                                        session.id(),
                                        new NewAttachment(
                                                new byte[] {-1, -40, -1, 7},
                                                AttachmentType.JPEG,
                                                Attachment.PHOTO,
                                                session.steps().getFirst().id(),
                                                SampleLab.OPERATOR.id())));
                SampleBench.saved(bench.service().fail(session.id(), "other", "spilt", "u-op"));
                return exported(bench).getFirst();
            }
        }

        @Test
        void names_kind_step_time_person_size_and_hash() throws Exception {
            JsonNode photo = Json.parseObject(photographed()).path("attachments").path(0);

            assertEquals(Sha256.hex(new byte[] {-1, -40, -1, 7}), photo.path("sha256").asText());
            assertEquals("photo", photo.path("kind").asText());
            assertEquals("image/jpeg", photo.path("mediaType").asText());
            assertEquals(4, photo.path("size").asInt());
            assertEquals(SampleLab.OPERATOR.id(), photo.path("by").asText());
            assertEquals(SampleBench.NOW.toEpochMilli(), photo.path("at").asLong());
            assertTrue(photo.hasNonNull("stepId"));
        }

        /// The line is signed, but its hash covers what was attached to which step.
        @Test
        void said_to_be_of_another_step_is_found() throws Exception {
            ObjectNode line = Json.parseObject(photographed());
            line.remove(List.of("receipt", "stationKey", "exportSignature"));
            ((ObjectNode) line.path("attachments").path(0)).put("stepId", "another");
            String text = CanonicalJson.of(line);

            assertTrue(
                    RecordLine.fault(
                                    new RecordLine(SampleBench.KEY).of(text, null),
                                    Optional.empty(),
                                    Map.of())
                            .isPresent());
        }
    }

    @Nested
    class Altered {

        @Test
        void in_any_character_it_names_the_line() {
            SplittableRandom random = new SplittableRandom(20261121);
            for (int run = 0; run < 300; run++) {
                int at = random.nextInt(lines.size());
                List<String> bent = changed(copy -> copy.set(at, bent(copy.get(at), random)));

                String fault = fault(bent).orElse("nothing");
                assertTrue(fault.contains("line " + (at + 1)), "run " + run + ": " + fault);
            }
        }

        @Test
        void by_a_line_less_it_says_how_many_are_missing() {
            assertEquals(
                    Optional.of("3 records were exported, 2 are in the file"),
                    fault(changed(copy -> copy.remove(1))));
        }

        @Test
        void by_a_line_twice_it_says_so() {
            assertEquals(
                    Optional.of("3 records were exported, 4 are in the file"),
                    fault(changed(copy -> copy.add(1, copy.get(0)))));
        }

        @Test
        void by_two_lines_exchanged_it_says_so() {
            assertTrue(
                    fault(changed(copy -> copy.set(0, copy.set(1, copy.get(0)))))
                            .orElse("")
                            .contains("order"));
        }

        @Test
        void by_a_cut_it_says_so() {
            assertEquals(
                    Optional.of("the end of the file is missing: it was cut"),
                    fault(changed(copy -> copy.removeLast())));
        }

        private static String bent(String line, SplittableRandom random) {
            StringBuilder bent = new StringBuilder(line);
            int at = random.nextInt(line.length());
            char other = (char) ('!' + random.nextInt('~' - '!'));
            bent.setCharAt(at, other == bent.charAt(at) ? '~' : other);
            return bent.toString();
        }
    }
}
