package io.prepstation.kiosk.ui;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// The one way onto the JavaFX thread, callable from any other.
///
/// News of one kind that was not shown yet is replaced by newer news of that kind, so that a fast balance never queues
/// up before a slow screen.
final class FxThread {

    private final Map<Class<?>, Runnable> news = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /// Shows this soon, unless something newer of the same kind comes first.
    void show(Class<?> kind, Runnable showing) {
        news.put(kind, showing);
        if (scheduled.compareAndSet(false, true)) {
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
        scheduled.set(false);
        for (Class<?> kind : List.copyOf(news.keySet())) {
            Runnable showing = news.remove(kind);
            if (showing != null) {
                showing.run();
            }
        }
    }
}
