package io.prepstation.kiosk.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Finished sessions to print: a plain one, and one with everything that is hard to fit on a page.
final class SampleRecords {

    static final String LONG_NAME =
            "Poly(oxy-1,2-ethanediyl), α-[(1,1,3,3-tetramethylbutyl)phenyl]-ω-hydroxy-, purified for trace analysis";
    static final String CHINESE = "氯化钠（分析纯）";

    private SampleRecords() {}

    static UploadBundle plain(Path folder) throws StoreException, MalformedJson {
        try (SampleBench bench = SampleBench.in(folder)) {
            SessionRecord session = bench.completed(SampleLab.THREE);
            String text =
                    bench.database()
                            .read(handle -> FrozenText.find(handle, session.id()))
                            .orElseThrow()
                            .text();
            return UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The same with its first weight taken out of a container of 90 g.
    static UploadBundle byDifference(UploadBundle plain) {
        ObjectNode session = plain.session().deepCopy();
        ((ObjectNode) session.path("steps").path(0)).putArray("rules").add("by_difference");
        ((ObjectNode) session.path("dispenses").path(0))
                .put("tareG", "90.0000")
                .put("grossG", "88.5000");
        return new UploadBundle(
                session,
                plain.audit(),
                plain.head(),
                plain.attachments(),
                null,
                plain.contentHash(),
                plain.text());
    }

    /// The same with 40 steps, long names, partial weighings, a weight out of limits, and many deviations and
    /// photos.
    static UploadBundle crowded(Path folder) throws StoreException, MalformedJson {
        UploadBundle plain = plain(folder);
        ObjectNode session = plain.session().deepCopy();
        session.put("formulaName", LONG_NAME);
        session.put(
                "operatorName", "Dr. Wilhelmine Charlotte Freifrau von Hohenstaufen-Österreich");
        session.put("status", "completed");
        ObjectNode step = (ObjectNode) session.path("steps").path(0);
        ObjectNode dispense = (ObjectNode) session.path("dispenses").path(0);
        ArrayNode steps = session.putArray("steps");
        ArrayNode dispenses = session.putArray("dispenses");
        for (int n = 1; n <= 40; n++) {
            steps.add(step(step, n));
            ObjectNode weighed = dispense(dispense, n, 1);
            if (n % 7 == 0) {
                weighed.put("netG", "0.7500");
                dispenses.add(weighed);
                dispenses.add(dispense(dispense, n, 2).put("netG", "0.7501"));
            } else {
                dispenses.add(weighed);
            }
        }
        ((ObjectNode) dispenses.path(3))
                .put("netG", "1.9999")
                .put("manualReason", "display broken");
        deviations(session.putArray("deviations"));
        return new UploadBundle(
                session,
                plain.audit(),
                plain.head(),
                attachments(),
                null,
                plain.contentHash(),
                plain.text());
    }

    /// As many as a session may have, of steps and of the whole.
    private static List<Attachment> attachments() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(n ->
                        new Attachment(
                                Sha256.hex("photo " + n),
                                AttachmentType.JPEG.mediaType(),
                                n == 7 ? Attachment.LARGEST : 300_000 + n,
                                kind(n),
                                n % 5 == 0 ? null : "step-" + n,
                                1_795_165_800_000L + n * 60_000L,
                                "u-op"))
                .toList();
    }

    /// One of a kind that this version does not know, and the traces last.
    private static String kind(int n) {
        return switch (n) {
            case 19 -> "spectrum";
            case 20 -> Attachment.TRACES;
            default -> Attachment.PHOTO;
        };
    }

    private static ObjectNode step(ObjectNode pattern, int n) {
        String name = n % 3 == 0 ? LONG_NAME : n % 5 == 0 ? CHINESE : "Ingredient " + n;
        return pattern.deepCopy()
                .put("id", "step-" + n)
                .put("sequence", n)
                .put("ingredientName", name)
                .put("requiredCode", "ING-%04d".formatted(n));
    }

    private static ObjectNode dispense(ObjectNode pattern, int n, int part) {
        return pattern.deepCopy()
                .put("id", "dispense-" + n + "-" + part)
                .put("stepId", "step-" + n)
                .put("lotNumber", "LOT-2026-000" + n + "/A-WITH-A-LONG-SUFFIX")
                .put("containerCode", "CONTAINER-0000-" + n + part);
    }

    private static void deviations(ArrayNode deviations) {
        for (int n = 1; n <= 12; n++) {
            deviations
                    .addObject()
                    .put("stepId", "step-" + n)
                    .put("kind", n % 4 == 0 ? "override" : "near_miss")
                    .put("reasonCode", n % 4 == 0 ? "overshoot" : "")
                    .put(
                            "text",
                            n % 2 == 0
                                    ? "expected ING-0002, scanned ING-0009"
                                    : "the vessel stood on the edge of the pan and was put right before anything was weighed; "
                                            + LONG_NAME)
                    .put("at", 1_795_165_800_000L + n)
                    .put("by", "u-op");
        }
    }
}
