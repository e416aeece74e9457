package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.sessions.DetailPart;
import io.prepstation.kiosk.ui.sessions.PhotoLine;
import io.prepstation.kiosk.ui.sessions.SessionDetailViewModel;
import io.prepstation.kiosk.ui.words.Words;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A session with weights against time and photos, a part of it at a time.
@Tag("REC-3")
@Tag("SYN-16")
class SessionDetailViewModelTest {

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final SessionDetailViewModel model =
            new SessionDetailViewModel(
                    desk, new Words(Locale.ENGLISH, ZoneOffset.UTC), () -> {}, _ -> {}, _ -> {});

    @BeforeEach
    void open() {
        model.open(BenchFixture.sessions(false).getFirst());
        model.show(bench.detail());
    }

    private List<PhotoLine> lines() {
        return Objects.requireNonNull(model.content().get()).photos();
    }

    private String next() {
        Action next = Objects.requireNonNull(model.actions().get().main());
        next.tap().run();
        return next.text();
    }

    @Test
    void shows_record_weights_and_photos_in_turn() {
        assertEquals("Weight against time", next());
        assertEquals(DetailPart.POURS, model.part().get());
        assertEquals("Photos", next());
        assertEquals(DetailPart.PHOTOS, model.part().get());
        assertEquals("Record", next());
        assertEquals(DetailPart.RECORD, model.part().get());
    }

    @Test
    void without_photos_none_are_offered() {
        SessionDetail with = bench.detail();
        model.show(
                new SessionDetail(
                        with.record(), Map.of(), List.of(), with.receipt(), with.refusal()));

        assertNull(model.actions().get().main());
    }

    @Test
    void names_step_time_person_size_and_hash_of_each() {
        PhotoLine first = lines().getFirst();

        assertEquals(
                "Step 1  " + bench.detail().record().steps().getFirst().ingredientName(),
                first.what());
        for (String fact : List.of("Anna Weber", "312,844 bytes", "5e0c5e0c5e0c5e0c…")) {
            assertTrue(first.facts().contains(fact), first.facts());
        }
        assertEquals("", first.trouble());
        assertEquals("Session", lines().getLast().what());
        assertTrue(lines().getLast().trouble().contains("WRONG_TYPE"), lines().toString());
    }

    @Test
    void a_tap_asks_for_the_picture_and_back_leads_to_the_list() {
        PhotoLine first = lines().getFirst();
        model.open(first);

        assertEquals(List.of(first.sha256()), desk.photos);
        assertEquals(DetailPart.PHOTO, model.part().get());
        assertNull(model.picture().get());
        model.show(new PhotoFile.Missing(lines().getLast().sha256(), Path.of("other")));
        assertNull(model.picture().get(), "an answer to another tap");
        model.show(new PhotoFile.Whole(first.sha256(), new byte[0]));
        assertInstanceOf(PhotoFile.Whole.class, model.picture().get());

        Objects.requireNonNull(model.actions().get().back()).tap().run();
        assertEquals(DetailPart.PHOTOS, model.part().get());
        assertNull(model.picture().get());
    }
}
