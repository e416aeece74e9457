package io.prepstation.kiosk.ui.frame;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// What stands between header and footer, and what the footer offers meanwhile.
public record Screen(Node content, ReadOnlyObjectProperty<Actions> actions) {}
