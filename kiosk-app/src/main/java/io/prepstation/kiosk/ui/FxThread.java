package io.prepstation.kiosk.ui;

import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// The one way onto the JavaFX thread, callable from any other.
///
/// News of one kind that was not shown yet is replaced by newer news of that kind, so that a fast balance never queues
/// up before a slow screen. What is shown comes in the order in which it was given: an answer before the situation that
/// leads away from its question.
final class FxThread {

    /// Also guards `scheduled`.
    private final LinkedHashMap<Class<?>, Runnable> news = new LinkedHashMap<>();

    private boolean scheduled;

    /// Shows this soon, unless something newer of the same kind comes first.
    void show(Class<?> kind, Runnable showing) {
        boolean wake;
        synchronized (news) {
            news.putLast(kind, showing);
            wake = !scheduled;
            scheduled = true;
        }
        if (wake) {
            later(this::drain);
        }
    }

    /// What this gives on the JavaFX thread, after all news given before; waits for it.
    <T> T ask(Supplier<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        later(() -> answer.completeAsync(question, Runnable::run));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the JavaFX thread failed to answer", e.getCause());
        }
    }

    /// Waits until the scene was laid out and drawn once more; one without a window is laid out by its picture alone.
    void nextFrame(Scene scene) throws InterruptedException {
        CountDownLatch drawn = new CountDownLatch(1);
        later(() -> {
            if (scene.getWindow() == null) {
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                drawn.countDown();
            } else {
                afterPulse(scene, drawn::countDown);
            }
        });
        drawn.await();
    }

    /// Calls once after the scene's next layout. On the JavaFX thread.
    void afterPulse(Scene scene, Runnable drawn) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        drawn.run();
                    }
                });
        Platform.requestNextPulse();
    }

    private static void later(Runnable work) {
        Platform.runLater(work);
    }

    private void drain() {
        int given;
        synchronized (news) {
            scheduled = false;
            given = news.size();
        }
        // News that comes meanwhile waits for its turn, or the screen would not be drawn.
        for (; given > 0; given--) {
            oldest().run();
        }
    }

    /// Only `drain` takes, and not more than it saw: newer news replaces, it never leaves a gap.
    private Runnable oldest() {
        synchronized (news) {
            return news.pollFirstEntry().getValue();
        }
    }
}
