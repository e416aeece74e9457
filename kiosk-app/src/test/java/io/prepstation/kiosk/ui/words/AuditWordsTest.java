package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AuditWordsTest {

    private final AuditWords words = new AuditWords(new Words(Locale.ENGLISH, ZoneOffset.UTC));

    @Test
    void a_changed_material_is_told_in_words_and_its_proof_left_out() {
        AuditEvent event =
                AuditEvent.following(
                        ChainHead.EMPTY,
                        1_795_166_000_000L,
                        "material_changed",
                        "u-op",
                        Json.object()
                                .put("entityType", "containers")
                                .put("entityId", "17")
                                .put("name", "BTL-1")
                                .put("tareG", "61.0103 → 61.0099")
                                .put("tareGBalance", "SIM-1")
                                .put("tareGFrame", "S S   61.0099 g"));

        assertEquals(
                "Material changed: Container · BTL-1 · 61.0103 → 61.0099 · SIM-1",
                words.what(event, false));
    }
}
