/// The panel beside a simulated kiosk: the hands and the network of someone who tries it without a balance.
@NullMarked
package io.prepstation.kiosk.ui.panel;

import org.jspecify.annotations.NullMarked;
