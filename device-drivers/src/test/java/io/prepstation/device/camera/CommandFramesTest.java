package io.prepstation.device.camera;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.camera.FrameFormat.Pixels;
import io.prepstation.device.simulator.FramePlayerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes: the frame player, and commands that break.
class CommandFramesTest {

    private static final FrameFormat FORMAT = new FrameFormat(1000, 560, Pixels.YUV420);
    private static final FrameFormat TINY = new FrameFormat(64, 2, Pixels.GRAY);
    private static final Duration LOOK = Duration.ofMillis(50);

    @TempDir Path folder;
    private final AtomicLong now = new AtomicLong();

    private static CommandFrames command(FrameFormat format, List<String> command) {
        return new CommandFrames(command, format, DeviceClock.system());
    }

    private static CommandFrames shell(String script) {
        return command(TINY, List.of("sh", "-c", script));
    }

    private void holdUp(String text) throws IOException {
        Path half = folder.resolve("label.half");
        ImageIO.write(QrSymbol.of(text).image(6), "png", half.toFile());
        Files.move(half, folder.resolve("label.png"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Nested
    @Tag("SES-7")
    class A_playing_command {

        @Test
        void shows_labels_to_the_decoder_one_after_the_other() throws IOException {
            Seen seen = new Seen();
            RepeatFilter repeats =
                    new RepeatFilter(
                            Duration.ofSeconds(1),
                            text -> text.startsWith("F="),
                            DeviceClock.system());
            try (Camera camera =
                    new Camera(
                            command(FORMAT, FramePlayerProgram.command(folder, FORMAT, 10)),
                            repeats)) {
                camera.start(seen);
                await().until(() -> seen.pictures > 3);
                assertEquals(List.of(), seen.codes);
                holdUp("F=PRM00936");
                await().until(() -> seen.codes.equals(List.of("F=PRM00936")));
                Files.delete(folder.resolve("label.png"));
                await().during(Duration.ofMillis(1300)).until(() -> seen.codes.size() == 1);
                holdUp("F=PRM00937");
                await().until(() -> seen.codes.equals(List.of("F=PRM00936", "F=PRM00937")));
            }
            assertEquals(2, seen.statuses.size(), seen.statuses::toString);
        }

        @Test
        void that_gives_more_frames_than_ten_a_second_is_looked_at_ten_times_a_second() {
            Seen seen = new Seen();
            RepeatFilter repeats =
                    new RepeatFilter(Duration.ofSeconds(1), _ -> true, DeviceClock.system());
            try (Camera camera = new Camera(shell("exec cat /dev/zero"), repeats)) {
                camera.start(seen);
                await().until(() -> seen.pictures > 5);
                await().until(() -> seen.hints.equals(List.of(ViewHint.TOO_DARK)));
            }
            assertTrue(
                    seen.shortestGap >= Duration.ofMillis(85).toNanos(),
                    () -> "nanoseconds between two pictures: " + seen.shortestGap);
        }

        @Test
        void never_writes_over_a_frame_that_was_handed_out() throws Exception {
            String script =
                    "f() { head -c 128 /dev/zero | tr '\\0' $1; }; f 1; "
                            + "while [ ! -e %s/go ]; do sleep 0.02; done; ".formatted(folder)
                            + "for i in 2 3 4 5; do f $i; done; exec sleep 60";
            try (CommandFrames frames = shell(script)) {
                LumaFrame first = awaitFrame(frames, '1');
                Files.createFile(folder.resolve("go"));
                awaitFrame(frames, '5');
                byte[] ones = new byte[128];
                Arrays.fill(ones, (byte) '1');
                assertArrayEquals(ones, first.luma());
            }
        }

        private LumaFrame awaitFrame(CommandFrames frames, int brightness) {
            return await().pollInSameThread()
                    .until(
                            () -> frames.next(LOOK),
                            frame -> frame.filter(seen -> seen.at(0, 0) == brightness).isPresent())
                    .orElseThrow();
        }

        @Test
        void hands_out_only_the_newest_frame() throws Exception {
            String twenty =
                    "for i in 1 2 3 4 5 6 7 8 9; do head -c 128 /dev/zero | tr '\\0' \"$i\"; done; sleep 30";
            try (CommandFrames frames = shell(twenty)) {
                frames.next(LOOK);
                await().during(Duration.ofMillis(300)).until(() -> true);
                assertEquals('9', frames.next(LOOK).orElseThrow().at(63, 1));
                assertEquals(Optional.empty(), frames.next(LOOK));
            }
        }
    }

    @Nested
    class A_broken_command {

        @Test
        void that_does_not_exist_is_not_found() {
            try (CommandFrames frames = command(TINY, List.of("no-such-camera-command"))) {
                awaitOffline(frames, CameraProblem.NOT_FOUND);
            }
        }

        @Test
        void that_ends_is_started_again() throws Exception {
            String once =
                    "echo x >> %s/starts; head -c 128 /dev/zero; echo camera is busy >&2; exit 1"
                            .formatted(folder);
            try (CommandFrames frames = shell(once)) {
                awaitOffline(frames, CameraProblem.ENDED);
                await().pollInSameThread()
                        .until(() -> {
                            frames.next(LOOK);
                            return Files.readAllLines(folder.resolve("starts")).size() >= 3;
                        });
            }
        }

        @Test
        void that_stalls_for_three_seconds_is_killed_and_started_again() throws Exception {
            String stalls =
                    "echo $$ >> %s/starts; head -c 128 /dev/zero; exec sleep 60".formatted(folder);
            try (CommandFrames frames = shell(stalls)) {
                awaitOffline(frames, CameraProblem.NO_FRAMES);
                long first =
                        Long.parseLong(Files.readAllLines(folder.resolve("starts")).getFirst());
                await().until(() ->
                        ProcessHandle.of(first).filter(ProcessHandle::isAlive).isEmpty());
                await().pollInSameThread()
                        .until(() -> {
                            frames.next(LOOK);
                            return frames.status() instanceof CameraStatus.Online;
                        });
            }
        }

        @Test
        void that_changes_the_picture_size_stays_off_and_says_why() {
            String adjusts =
                    "echo 'WARN: Stream configuration adjusted' >&2; head -c 12800 /dev/zero; exec sleep 60";
            try (CommandFrames frames = shell(adjusts)) {
                awaitOffline(frames, CameraProblem.SIZE_CHANGED);
                await().pollInSameThread()
                        .during(Duration.ofMillis(600))
                        .until(() -> frames.next(LOOK).isEmpty());
            }
        }

        @Test
        void that_talks_without_end_on_its_error_output_still_plays() {
            String talks =
                    "i=0; while [ $i -lt 20000 ]; do echo a long message about frame $i >&2; i=$((i+1)); done;"
                            + " head -c 128 /dev/zero; exec sleep 60";
            try (CommandFrames frames = shell(talks)) {
                await().pollInSameThread().until(() -> frames.next(LOOK).isPresent());
            }
        }

        @Test
        void that_ends_says_why_in_its_last_words() {
            String ends =
                    "head -c 300000 /dev/zero | tr '\\0' '\\n' >&2; echo camera is busy >&2; exit 1";
            try (CommandFrames frames = shell(ends)) {
                awaitOffline(frames, CameraProblem.ENDED);
                assertEquals(
                        new CameraStatus.Offline(
                                CameraProblem.ENDED, "sh: ended; it said: camera is busy"),
                        frames.status());
            }
        }

        @Test
        void that_changes_the_size_and_ends_says_so() {
            String adjusts = "echo 'Stream configuration adjusted' >&2; echo bye >&2";
            try (CommandFrames frames = shell(adjusts)) {
                awaitOffline(frames, CameraProblem.SIZE_CHANGED);
                assertEquals(
                        new CameraStatus.Offline(
                                CameraProblem.SIZE_CHANGED, "sh: Stream configuration adjusted"),
                        frames.status());
            }
        }

        @Test
        void that_ignores_the_wish_to_end_is_killed_with_what_it_started() throws Exception {
            String stubborn =
                    "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > %s/child; sleep 60 & wait; sleep 60' & head -c 128 /dev/zero; sleep 60; sleep 60"
                            .formatted(folder);
            Path child = folder.resolve("child");
            try (CommandFrames frames = shell(stubborn)) {
                await().pollInSameThread().until(() -> frames.next(LOOK).isPresent());
                await().until(() -> Files.exists(child) && Files.size(child) > 0);
            }
            long id = Long.parseLong(Files.readString(child).strip());
            await().until(() -> ProcessHandle.of(id).filter(ProcessHandle::isAlive).isEmpty());
        }

        @Test
        void that_never_writes_gets_ten_seconds_and_is_started_again() throws Exception {
            String mute = "echo $$ >> %s/starts; exec sleep 100".formatted(folder);
            try (CommandFrames frames = shellInVirtualTime(mute)) {
                awaitStarts(frames, 1);
                after(Duration.ofMillis(9_900));
                frames.next(LOOK);
                assertEquals(new CameraStatus.Connecting("sh"), frames.status());
                after(Duration.ofMillis(200));
                frames.next(LOOK);
                assertEquals(
                        new CameraStatus.Offline(
                                CameraProblem.NO_FRAMES,
                                "sh: no 64×2 GRAY frame for 10 s; it said: "),
                        frames.status());
                long first = Long.parseLong(Files.readAllLines(starts()).getFirst());
                await().until(() ->
                        ProcessHandle.of(first).filter(ProcessHandle::isAlive).isEmpty());
                after(Duration.ofMillis(250));
                awaitStarts(frames, 2);
            }
        }

        @Test
        void that_ends_after_each_frame_is_started_ever_less_often() throws Exception {
            String brief =
                    "echo x >> %s/starts; head -c 128 /dev/zero; sleep 0.2".formatted(folder);
            try (CommandFrames frames = shellInVirtualTime(brief)) {
                awaitFrameAndEnd(frames);
                after(Duration.ofMillis(250));
                awaitFrameAndEnd(frames);
                after(Duration.ofMillis(499));
                frames.next(LOOK);
                frames.next(LOOK);
                assertEquals(2, Files.readAllLines(starts()).size());
                after(Duration.ofMillis(1));
                awaitStarts(frames, 3);
            }
        }

        private void awaitFrameAndEnd(CommandFrames frames) {
            await().pollInSameThread().until(() -> frames.next(LOOK).isPresent());
            awaitOffline(frames, CameraProblem.ENDED);
        }

        private void awaitStarts(CommandFrames frames, int count) {
            await().pollInSameThread()
                    .until(() -> {
                        frames.next(LOOK);
                        return Files.exists(starts())
                                && Files.readAllLines(starts()).size() == count;
                    });
        }

        private Path starts() {
            return folder.resolve("starts");
        }

        private CommandFrames shellInVirtualTime(String script) {
            return new CommandFrames(
                    List.of("sh", "-c", script),
                    TINY,
                    new DeviceClock(InstantSource.system(), now::get));
        }

        private void after(Duration time) {
            now.addAndGet(time.toNanos());
        }

        private void awaitOffline(CommandFrames frames, CameraProblem problem) {
            await().pollInSameThread()
                    .until(() -> {
                        frames.next(LOOK);
                        return frames.status() instanceof CameraStatus.Offline(var reason, _)
                                && reason == problem;
                    });
        }
    }

    @Nested
    class A_folder {

        @Test
        void shows_its_images_in_the_order_of_their_names() throws Exception {
            ImageIO.write(QrSymbol.of("F=1").image(4), "png", folder.resolve("1.png").toFile());
            ImageIO.write(QrSymbol.of("F=2").image(4), "png", folder.resolve("2.png").toFile());
            Files.writeString(folder.resolve("notes.txt"), "not an image");
            Seen seen = new Seen();
            RepeatFilter repeats =
                    new RepeatFilter(Duration.ofMinutes(1), _ -> true, DeviceClock.system());
            try (Camera camera =
                    new Camera(
                            new FolderFrames(folder, Duration.ofMillis(500), DeviceClock.system()),
                            repeats)) {
                camera.start(seen);
                await().until(() -> seen.codes.equals(List.of("F=1", "F=2")));
            }
            assertTrue(seen.pictures > 0);
        }
    }

    private static final class Seen implements CameraListener {

        private final List<String> codes = new CopyOnWriteArrayList<>();
        private final List<CameraStatus> statuses = new CopyOnWriteArrayList<>();
        private final List<ViewHint> hints = new CopyOnWriteArrayList<>();
        private volatile int pictures;
        private volatile long shortestGap = Long.MAX_VALUE;
        private long last;

        @Override
        public synchronized void picture(LumaFrame frame) {
            long now = System.nanoTime();
            if (pictures > 0) {
                shortestGap = Math.min(shortestGap, now - last);
            }
            last = now;
            pictures = pictures + 1;
        }

        @Override
        public void code(String text) {
            codes.add(text);
        }

        @Override
        public void hint(ViewHint hint) {
            hints.add(hint);
        }

        @Override
        public void status(CameraStatus status) {
            statuses.add(status);
        }
    }
}
