package io.prepstation.kiosk.ui.violation;

import io.prepstation.kiosk.store.violation.ScaleManager;

/// A view that knows the store, which knows the view.
public class ScaleView {

    final ScaleManager manager = new ScaleManager();

    void waitAWhile() {
        try {
            Thread.sleep(1);
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}
